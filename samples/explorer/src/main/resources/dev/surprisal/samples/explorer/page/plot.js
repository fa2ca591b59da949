import { element, shape } from './dom.js';
import { scale } from './scale.js';

const WIDTH = 640;
const HEIGHT = 400;
const SPACE = 8;

/** A curve that the server computed; tallest is what fills the height of the plot. */
export function plot({ title, note, tallest, heights }) {
  const y = (value) => HEIGHT - (value / tallest) * (HEIGHT - SPACE);
  const area = shape('path', { class: 'area' });
  const line = shape('path', { class: 'line' });
  const extra = shape('g');
  const svg = shape(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title },
    ...heights.map((height) =>
      shape('line', { class: 'grid', x1: 0, x2: WIDTH, y1: y(height), y2: y(height) }),
    ),
    area,
    line,
    extra,
  );
  const ticks = ['−8', '−4', '0', '4', '8'].map((tick) => element('span', {}, tick));
  const upright = scale(heights, (height) => 1 - y(height) / HEIGHT);
  const canvas = element('div', { class: 'canvas' }, svg, upright);
  let from = -8;
  let to = 8;
  const x = (value) => ((value - from) / (to - from)) * WIDTH;
  return {
    node: element(
      'figure',
      {},
      element('h3', {}, title),
      canvas,
      element('div', { class: 'ticks' }, ...ticks),
      element('figcaption', { class: 'note' }, note),
    ),
    canvas,
    draw(curve) {
      ({ from, to } = curve);
      const step = (to - from) / (curve.heights.length - 1);
      const points = curve.heights.map(
        (height, index) => `${x(from + index * step).toFixed(1)} ${y(height).toFixed(1)}`,
      );
      line.setAttribute('d', `M${points.join('L')}`);
      area.setAttribute('d', `M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`);
    },

    /** Marks a point of the curve, with its tangent. */
    mark(at, height, slope) {
      const rise = y(height) - y(height + slope);
      const run = x(1) - x(0);
      const part = 70 / Math.hypot(rise, run);
      const [cx, cy] = [x(at), y(height)];
      extra.replaceChildren(
        shape('line', {
          class: 'tangent',
          x1: cx - run * part,
          y1: cy + rise * part,
          x2: cx + run * part,
          y2: cy - rise * part,
        }),
        shape('circle', { class: 'dot', cx, cy, r: 7 }),
      );
    },
  };
}
