import { bars } from './bars.js';
import { choices } from './choices.js';
import { curves } from './curves.js';
import { note, strip } from './dom.js';
import { fixed } from './format.js';
import { readings } from './readings.js';
import { written } from './terms.js';

const EDGE = 4;
const STEEPEST = 5;

const WORDS = {
  title: 'Outputs',
  note: 'Drag a bar, or focus it and press the arrow keys.',
  arrowNote: `One longer than ${STEEPEST} is cut, and dashed.`,
  gradientNote: 'of the loss',
};

function number(target) {
  return String(target).replace('-', '−');
}

/** Outputs of these names, as bars. */
export function columns(names) {
  return names.map((name) => ({ label: name, name, min: -EDGE, max: EDGE, step: 2 }));
}

/**
 * A number that a few outputs describe.
 *
 * @param outputs the name of each
 * @param targets what can be chosen
 * @param named what a target is called
 * @param predictions title and note of what is predicted for each output
 * @param text what targets are
 */
export function valueBench({ outputs, targets, named = number, predictions, text }, changed) {
  const drawn = bars({ columns: columns(outputs), words: WORDS, longest: STEEPEST }, changed.output);
  const buttons = choices(
    targets.map((target) => ({ text: named(target), label: `Target ${named(target)}` })),
    'Target',
    'keys worded',
    (index) => changed.targets([targets[index]]),
  );
  const slices = outputs.map((name) => curves(`Along ${name}`));
  const bends = outputs.map((name) => ({ title: 'Curvature', note: `by ${name}` }));
  const reading = readings(', without constants', [...predictions, ...bends]);
  let state;
  return {
    left: [
      ...drawn.nodes,
      strip('Target', text, buttons.node),
    ],
    verdict: reading.verdict,
    right: [
      reading.measures,
      written(
        'Each output by itself, the others as they are',
        ...slices.map((slice) => slice.node),
        note('The loss is drawn from its least value; the dot is where the output is.'),
      ),
    ],
    set(shown) {
      state = shown;
      drawn.set(state.outputs, () => false);
      buttons.set((index) => targets[index] === state.targets[0]);
    },
    show(answer) {
      const { nats, predictions: predicted, gradients } = answer.reading;
      drawn.show(gradients, (index) => `curvature ${fixed(answer.curvatures[index], 3)}`);
      reading.show(
        answer.reading,
        ...predicted.map((prediction) => fixed(prediction, 3)),
        ...answer.curvatures.map((curvature) => fixed(curvature, 3)),
      );
      slices.forEach((slice, index) => slice.draw(answer.slices[index], state.outputs[index], nats));
    },
  };
}
