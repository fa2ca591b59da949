import { bars } from './bars.js';
import { choices } from './choices.js';
import { element, formula, indexed, note, strip, sumOverK } from './dom.js';
import { fixed } from './format.js';
import { probabilities } from './probabilities.js';
import { DISCRETE, discrete, readings } from './readings.js';
import { terms, written } from './terms.js';

const WORDS = {
  title: 'Logits',
  note: 'Drag a bar, or focus one and press the arrow keys.',
  gradientNote: 'of the loss: q − t',
};

function classesOf(count) {
  return Array.from({ length: count }, (_, index) => index);
}

function columns(count) {
  return classesOf(count).map((k) => ({ name: `Logit of class ${k}`, min: -8, max: 8, step: 4 }));
}

/** One of several classes: as many as there are logits. */
function bench(count, changed) {
  const classes = classesOf(count);
  const outputs = bars({ columns: columns(count), words: WORDS, longest: 1 }, changed.output);
  const shares = probabilities(
    count,
    'Probabilities',
    'q, the softmax of the logits. Dashed: the target. An arrow is as long as the gap.',
  );
  const targets = choices(
    classes.map((k) => ({ text: String(k), label: `Class ${k} is the target` })),
    'Target',
    'columns keys',
    (k) => changed.targets([k]),
  );
  const reading = readings(', the surprisal of the target', DISCRETE);
  const sum = terms(classes.map(String), 'wide');
  const single = element('span', { class: 'total' });
  const name = element('span', { class: 'formula' });
  let target;

  return {
    left: [
      ...outputs.nodes,
      shares.node,
      strip(
        'Target',
        'Click the class that is right: its t is 1, the others’ are 0.',
        targets.node,
      ),
    ],
    verdict: reading.verdict,
    right: [
      reading.measures,
      written(
        'The same number twice',
        formula('−', sumOverK(), ' ', ...indexed('t', 'k'), ' log ', ...indexed('q', 'k')),
        ...sum.nodes,
        element('p', { class: 'result single' }, name, ' = ', single),
        note(
          `Of ${count} terms, ${count - 1} are multiplied by 0. What is left is the surprisal ` +
            'of the target: the cross-entropy with a one-hot target is −log q of the one ' +
            'class that is right.',
        ),
      ),
    ],
    set(state) {
      [target] = state.targets;
      const isTarget = (k) => k === target;
      outputs.set(state.outputs, isTarget);
      shares.set(classes.map((k) => Number(isTarget(k))), isTarget);
      targets.set(isTarget);
    },
    show(answer) {
      const { predictions, gradients } = answer.reading;
      outputs.show(gradients, (k) => `probability ${fixed(predictions[k], 3)}`);
      shares.show(predictions);
      reading.show(answer.reading, ...discrete(answer));
      sum.show(answer.surprisals, classes.map((k) => Number(k === target)), answer.sum);
      name.replaceChildren('−log ', ...indexed('q', target));
      single.textContent = fixed(answer.surprisals[target], 4);
    },
  };
}

const SURE_OF_7 = [-1, 0.5, 0, 1, -2, -0.5, -1.5, 7, -1, 0.5];

export const categorical = {
  bench,
  columns,
  isTarget: (target, classes) => Number.isInteger(target) && target >= 0 && target < classes,
  presets: [
    {
      name: 'A 4, or a 9?',
      outputs: [-3.4, -5.1, -2.2, -3.8, 5.2, -1.5, -2.9, 1.6, 0.7, 4.5],
      targets: [4],
    },
    { name: 'Confidently right', outputs: SURE_OF_7, targets: [7] },
    { name: 'Confidently wrong', outputs: SURE_OF_7, targets: [1] },
    { name: 'Uniform', outputs: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], targets: [3] },
    { name: 'z = (2, 0, 1)', outputs: [2, 0, 1], targets: [0] },
  ],
};
