import { element, shape } from './dom.js';
import { fixed } from './format.js';
import { scale } from './scale.js';

const WIDTH = 640;
const HEIGHT = 400;
const LOWEST = -4;
const TALLEST = 8;
const KINDS = [
  { part: 'losses', name: 'loss', kind: 'of-loss' },
  { part: 'gradients', name: 'gradient', kind: 'of-gradient' },
  { part: 'curvatures', name: 'curvature', kind: 'of-curvature' },
];

/**
 * Loss, gradient and curvature along an output, from the server; what is too high is cut. The loss is
 * drawn from its least value there.
 */
export function curves(title) {
  const lines = KINDS.map(({ kind }) => shape('path', { class: `line ${kind}` }));
  const dot = shape('circle', { class: 'dot', r: 7 });
  const grid = [-4, 0, 4, 8].map((height) =>
    shape('line', { class: 'grid', x1: 0, x2: WIDTH, y1: y(height), y2: y(height) }),
  );
  const svg = shape(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title },
    ...grid,
    ...lines,
    dot,
  );
  const upright = scale([-4, 0, 4, 8], (height) => 1 - y(height) / HEIGHT);
  const ticks = element('div', { class: 'ticks' });
  const key = KINDS.map(({ name, kind }) => element('span', { class: `key ${kind}` }, name));
  return {
    node: element(
      'figure',
      {},
      element('h3', {}, title),
      element('div', { class: 'canvas' }, svg, upright),
      ticks,
      element('figcaption', { class: 'note' }, ...key),
    ),
    draw(slice, at, height) {
      const { from, to, heights } = slice.losses;
      const least = Math.min(...heights.filter((loss) => loss !== null));
      const drawn = { ...slice, losses: { heights: heights.map((loss) => (loss === null ? null : loss - least)) } };
      KINDS.forEach(({ part }, index) => lines[index].setAttribute('d', path(drawn[part])));
      const marks = [0, 1, 2, 3, 4].map((part) => from + ((to - from) * part) / 4);
      ticks.replaceChildren(...marks.map((mark) => element('span', {}, fixed(mark, 0))));
      dot.setAttribute('cx', (WIDTH * (at - from)) / (to - from));
      dot.setAttribute('cy', y((height ?? TALLEST) - least));
    },
  };
}

/** Far above and far below are not drawn, however far. */
function y(height) {
  const within = Math.min(2 * TALLEST, Math.max(2 * LOWEST, height));
  return HEIGHT - ((within - LOWEST) / (TALLEST - LOWEST)) * HEIGHT;
}

/** Where there is no number, there is a gap. */
function path({ heights }) {
  const step = WIDTH / (heights.length - 1);
  let command = 'M';
  return heights
    .map((height, index) => {
      if (height === null) {
        command = 'M';
        return '';
      }
      const point = `${command}${(index * step).toFixed(1)} ${y(height).toFixed(1)}`;
      command = 'L';
      return point;
    })
    .join('');
}
