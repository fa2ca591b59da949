import { bars } from './bars.js';
import { choices } from './choices.js';
import { element, formula, indexed, note, strip, sumOverK } from './dom.js';
import { fixed } from './format.js';
import { probabilities } from './probabilities.js';
import { DISCRETE, discrete, readings } from './readings.js';
import { terms, written } from './terms.js';

const PROPERTIES = ['even', 'prime', 'closed loop', 'at least five', 'a square'];

const WORDS = {
  title: 'Logits',
  note: 'Properties of a digit, each a yes or no of its own. Drag a bar, or use the arrow keys.',
  gradientNote: 'of the loss: p − y',
};

const COLUMNS = PROPERTIES.map((property) => ({
  label: property,
  name: `Logit of ${property}`,
  min: -8,
  max: 8,
  step: 4,
}));

/** Several independent yes or no at once. */
function bench(count, changed) {
  const outputs = bars({ columns: COLUMNS, words: WORDS, longest: 1 }, changed.output);
  const shares = probabilities(
    count,
    'Probabilities',
    'p, the sigmoid of each logit. Dashed: the target. An arrow is as long as the gap.',
  );
  const answers = PROPERTIES.map(() => element('span'));
  const targets = choices(
    PROPERTIES.map((property, index) => ({ text: answers[index], label: `Really ${property}` })),
    'Target',
    'columns keys',
    (index) => changed.targets(target.map((y, k) => (k === index ? 1 - y : y))),
  );
  const reading = readings(', the surprisal of all five answers', DISCRETE);
  const sum = terms(PROPERTIES, 'named');
  let target;

  return {
    left: [
      ...outputs.nodes,
      shares.node,
      strip('Target', 'Click to change what is true.', targets.node),
    ],
    verdict: reading.verdict,
    right: [
      reading.measures,
      written(
        'A sum of five surprisals',
        formula('−', sumOverK(), ' log p(', ...indexed('y', 'k'), ')'),
        ...sum.nodes,
        note(
          'Each is −log p of a yes, or −log(1 − p) of a no. They are independent: what one ' +
            'bar does, no other feels.',
        ),
      ),
    ],
    set(state) {
      target = state.targets;
      outputs.set(state.outputs, (index) => target[index] === 1);
      shares.set(target, (index) => target[index] === 1);
      targets.set((index) => target[index] === 1);
      answers.forEach((answer, index) => {
        answer.textContent = target[index] === 1 ? 'yes' : 'no';
      });
    },
    show(answer) {
      const { nats, predictions, gradients } = answer.reading;
      outputs.show(gradients, (index) => `probability ${fixed(predictions[index], 3)}`);
      shares.show(predictions);
      reading.show(answer.reading, ...discrete(answer));
      sum.show(answer.surprisals, null, nats);
    },
  };
}

export const bernoullis = {
  bench,
  columns: () => COLUMNS,
  isTarget: (target) => target === 0 || target === 1,
  presets: [
    { name: 'A 4, still unsure', outputs: [1.5, -0.8, 0.4, -1.2, 0.6], targets: [1, 0, 0, 0, 1] },
    { name: 'An 8, known', outputs: [4, -4.5, 5, 3.5, -4], targets: [1, 0, 1, 1, 0] },
    { name: 'An 8, taken for a 3', outputs: [-3, 3.5, -2.5, -4, -4], targets: [1, 0, 1, 1, 0] },
    { name: 'All right but one', outputs: [4, -4.5, -6, 3.5, -4], targets: [1, 0, 1, 1, 0] },
    { name: 'No idea', outputs: [0, 0, 0, 0, 0], targets: [1, 0, 1, 1, 0] },
  ],
};
