import { bars } from './bars.js';
import { choices } from './choices.js';
import { element, formula, italic, strip } from './dom.js';
import { fixed } from './format.js';
import { plot } from './plot.js';
import { probabilities } from './probabilities.js';
import { DISCRETE, discrete, readings } from './readings.js';
import { terms, written } from './terms.js';

const OPINIONS = [
  { value: 0, text: '0', meaning: 'no' },
  { value: 0.3, text: '0.3', meaning: 'rather not' },
  { value: 0.5, text: '0.5', meaning: 'a coin' },
  { value: 0.7, text: '0.7', meaning: 'a doctor unsure' },
  { value: 1, text: '1', meaning: 'yes' },
];

const WORDS = {
  title: 'Logit',
  note: 'Is it malignant? Drag the bar, or focus it and press the arrow keys.',
  gradientNote: 'of the loss: p − y',
};

const COLUMNS = [{ name: 'Logit of malignant', min: -8, max: 8, step: 4 }];

/** One yes or no, of which even the truth may be unsure. */
function bench(_, changed) {
  const losses = plot({
    title: 'The loss at every logit',
    note: 'The slope at the dot is the gradient.',
    tallest: 8,
    heights: [0, 2, 4, 6, 8],
  });
  const outputs = bars(
    { columns: COLUMNS, words: WORDS, longest: 1, beside: losses.node },
    changed.output,
  );
  const share = probabilities(
    1,
    'Probability',
    'p, the sigmoid of the logit. Dashed: the target. The arrow is as long as the gap.',
  );
  const targets = choices(
    OPINIONS.map(({ text, meaning }) => ({
      text: [element('b', {}, text), element('span', {}, meaning)],
      label: `Target ${text}: ${meaning}`,
    })),
    'Target',
    'keys worded',
    (index) => changed.targets([OPINIONS[index].value]),
  );
  const reading = readings(', the surprisal of the target', DISCRETE);
  const sum = terms(['no', 'yes']);
  let logit;

  return {
    left: [
      ...outputs.nodes,
      share.node,
      strip('Target', 'y may be anything from 0 to 1', targets.node),
    ],
    verdict: reading.verdict,
    right: [
      reading.measures,
      written(
        'Two terms',
        formula(
          ...['−(1 − ', italic('y'), ') log(1 − ', italic('p'), ')'],
          ...[' − ', italic('y'), ' log ', italic('p')],
        ),
        ...sum.nodes,
      ),
    ],
    set(state) {
      [logit] = state.outputs;
      outputs.set(state.outputs, () => true);
      share.set(state.targets, () => true);
      targets.set((index) => OPINIONS[index].value === state.targets[0]);
    },
    show(answer) {
      const { nats, predictions, gradients } = answer.reading;
      outputs.show(gradients, () => `probability ${fixed(predictions[0], 3)}`);
      share.show(predictions);
      reading.show(answer.reading, ...discrete(answer));
      sum.show(answer.surprisals, answer.weights, nats);
      losses.draw(answer.losses);
      losses.mark(logit, nats, gradients[0]);
    },
  };
}

export const bernoulli = {
  bench,
  columns: () => COLUMNS,
  isTarget: (target) => target >= 0 && target <= 1,
  presets: [
    { name: 'Less sure than the doctor', outputs: [0.3], targets: [0.7] },
    { name: 'As sure as the doctor', outputs: [0.8], targets: [0.7] },
    { name: 'Surer than the doctor', outputs: [4.5], targets: [0.7] },
    { name: 'Rightly sure', outputs: [4.5], targets: [1] },
    { name: 'Wrongly sure', outputs: [4.5], targets: [0] },
    { name: 'No idea', outputs: [0], targets: [1] },
  ],
};
