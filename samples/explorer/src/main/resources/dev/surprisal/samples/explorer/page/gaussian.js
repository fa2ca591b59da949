import { bars } from './bars.js';
import { element, formula, italic, note } from './dom.js';
import { fixed } from './format.js';
import { plot } from './plot.js';
import { readings } from './readings.js';
import { slider } from './slider.js';
import { terms, written } from './terms.js';

const TALLEST = Math.E;
const EDGE = 8;

const COLUMNS = [
  { label: 'mean', name: 'Mean', min: -6, max: 6, step: 3 },
  { label: 'log-variance', name: 'Log-variance', min: -2, max: 4, step: 2 },
];

const WORDS = {
  title: 'Outputs',
  note: 'A mean, and how sure of it. Drag a bar, or use the arrow keys.',
  arrowNote: 'One longer than 5 is cut, and dashed.',
  gradientNote: 'of the loss',
};

/** A real number, and how far off it may be. */
function bench(_, changed) {
  const bell = plot({
    title: 'The bell that they describe',
    note: 'Drag the mark to what was measured.',
    tallest: TALLEST,
    heights: [0, 1, 2],
  });
  const outputs = bars(
    { columns: COLUMNS, words: WORDS, longest: 5, beside: bell.node },
    changed.output,
  );
  const label = element('span', { class: 'flag' });
  const marker = element('div', { class: 'marker' }, label);
  const handle = element('div', { class: 'target' }, marker);
  bell.canvas.append(handle);
  bell.canvas.classList.add('flagged');
  const setTarget = slider(
    handle,
    handle,
    { label: 'Target', min: -EDGE, max: EDGE, orientation: 'horizontal' },
    (value) => changed.targets([value]),
  );
  const reading = readings(', without the constant log(2π) / 2', [
    { title: 'Mean', note: '' },
    { title: 'Variance', note: 'exp of the log-variance' },
  ]);
  const sum = terms(['width', 'miss']);

  return {
    left: outputs.nodes,
    verdict: reading.verdict,
    right: [
      reading.measures,
      written(
        'What width costs, and what a miss costs',
        formula(
          ...[italic('s'), ' / 2 + (', italic('y'), ' − ', italic('m'), ')²'],
          ...[' / (2 e', element('sup', {}, italic('s')), ')'],
        ),
        ...sum.nodes,
        note(
          'A wide bell is paid for always, a miss the less the wider it is. The best width is ' +
            'the one at which the variance is the square of the miss.',
        ),
      ),
    ],
    set(state) {
      const [target] = state.targets;
      outputs.set(state.outputs, () => false);
      setTarget(target);
      handle.setAttribute('aria-valuetext', fixed(target, 1));
      marker.style.setProperty('--at', (target + EDGE) / (2 * EDGE));
      marker.classList.toggle('right', target > 0);
      label.textContent = `target ${fixed(target, 1)}`;
    },
    show(answer) {
      const { nats, predictions, gradients } = answer.reading;
      const told = ['mean', 'variance'];
      outputs.show(gradients, (index) => `${told[index]} ${fixed(predictions[index], 2)}`);
      reading.show(answer.reading, fixed(predictions[0], 1), fixed(predictions[1], 2));
      sum.show([answer.width, answer.miss], null, nats);
      bell.draw(answer.bell);
    },
  };
}

export const gaussian = {
  bench,
  columns: () => COLUMNS,
  isTarget: (target) => Math.abs(target) <= EDGE,
  presets: [
    { name: 'A little off', outputs: [0.5, 0], targets: [2] },
    { name: 'Exactly right', outputs: [2, 0], targets: [2] },
    { name: 'Right, and sure of it', outputs: [2, -2], targets: [2] },
    { name: 'Far off', outputs: [-3, 0], targets: [2] },
    { name: 'Far off, but it knew', outputs: [-3, 3.2], targets: [2] },
    { name: 'A little off, and too sure', outputs: [0.5, -2], targets: [2] },
  ],
};
