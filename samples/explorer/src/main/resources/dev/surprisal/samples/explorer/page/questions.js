import { fixed } from './format.js';
import { loss } from './losses.js';

const DECIMALS = 3;

/** What is asked about: the logits of three classes, the first of which is right. */
const EXAMPLE = { family: 'categorical', outputs: [2, 0, 1], targets: [0] };

/** What the server says is right, by the name of a question. */
const TRUTHS = {
  loss: ({ reading }) => reading.nats,
  gradient: ({ reading }) => reading.gradients[EXAMPLE.targets[0]],
};

/** Forms that ask for a number each, and say whether it is right to three decimals. */
export function questions(forms) {
  for (const form of forms) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      answer(form);
    });
  }
}

async function answer(form) {
  const [said, verdict] = [form.querySelector('input'), form.querySelector('output')];
  const text = said.value.trim().replace(',', '.').replace('−', '-');
  try {
    const truth = TRUTHS[form.dataset.question](await loss(EXAMPLE));
    verdict.textContent = judged(text, truth, form.dataset.hint);
  } catch {
    verdict.textContent = 'The server does not answer.';
  }
}

function judged(text, truth, hint) {
  const number = text === '' ? NaN : Number(text);
  if (Number.isNaN(number)) {
    return 'Write a number, such as 1.234.';
  }
  if (isSame(number, truth)) {
    return `Right: ${fixed(truth, DECIMALS)}.`;
  }
  return isSame(-number, truth) ? `The size is right, the sign is not. ${hint}` : `No. ${hint}`;
}

/** Whether the numbers differ by no more than rounding. */
function isSame(number, truth) {
  return Math.abs(number - truth) <= 0.5 * 10 ** -DECIMALS + Number.EPSILON;
}
