import { element, note, strip } from './dom.js';
import { asked } from './losses.js';
import { columns, valueBench } from './value.js';
import { written } from './terms.js';

/** What can be chosen as the target, by what targets are. */
const TARGETS = {
  REALS: [-2, -1, 0, 1, 2],
  COUNTS: [0, 1, 2, 3, 5, 8],
  AMOUNTS: [0, 0.5, 1, 2, 4],
  POSITIVE: [0.2, 0.5, 1, 2, 4],
  PROBABILITIES: [0, 0.2, 0.5, 0.8, 1],
};

const USUAL = 3;

/** Lines of words can be broken, a formula and the caret below it cannot. */
const WORDS = /^ *(error|warning|why|write):/;

/** A loss that is typed, and compiled by the server. */
function bench(_, changed, { formula }) {
  const view = valueBench(
    {
      outputs: formula.outputs,
      targets: TARGETS[formula.targets],
      predictions: formula.outputs.map((name) => ({ title: 'Prediction', note: `of ${name}` })),
      text: `y: ${formula.targets.toLowerCase()}`,
    },
    changed,
  );
  const text = (name, value) =>
    element('input', { name, value, autocomplete: 'off', spellcheck: 'false' });
  const nll = element('textarea', { name: 'nll', rows: 3, spellcheck: 'false' }, formula.nll);
  const outputs = text('outputs', formula.outputs.join(', '));
  const means = text('means', formula.means.join(', '));
  const targets = element(
    'select',
    { name: 'targets' },
    ...Object.keys(TARGETS).map((kind) => element('option', {}, kind)),
  );
  targets.value = formula.targets;
  const verdict = element('pre', { class: 'diagnostics', role: 'status' });
  const source = element('pre', { class: 'source', tabindex: 0 });
  const form = element(
    'form',
    { class: 'formula-form' },
    label('−log p of a target y', nll),
    label('Outputs, with commas between', outputs),
    label('What y is', targets),
    label('Predictions, one for each output, or none', means),
    element('button', { type: 'submit' }, 'Compile'),
    verdict,
  );

  async function compile(typed) {
    form.ariaBusy = 'true';
    try {
      return await asked('api/formula', typed);
    } catch (refused) {
      return { diagnostics: [`error: ${refused.message}`], source: '' };
    } finally {
      form.ariaBusy = 'false';
    }
  }

  function show(report) {
    const lines = report.diagnostics.flatMap((text) => text.split('\n'));
    verdict.replaceChildren(
      ...lines.map((line) => element('div', { class: WORDS.test(line) ? 'told' : undefined }, line)),
    );
    if (report.source) {
      source.textContent = report.source;
      changed.head('formula', report.head);
    }
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = {
      nll: nll.value.replace(/\s+/g, ' ').trim(),
      outputs: list(outputs.value),
      means: list(means.value),
      targets: targets.value,
    };
    const report = await compile(typed);
    if (report.source) {
      const count = typed.outputs.length;
      const [, middle] = TARGETS[typed.targets];
      changed.state({ outputs: Array(count).fill(0), targets: [middle], formula: typed });
    } else {
      show(report);
    }
  });
  compile(formula).then(show);

  return {
    ...view,
    left: [strip('Formula', 'Java’s arithmetic, ^ and functions.', form), ...view.left],
    right: [
      ...view.right,
      written(
        'The class that was generated',
        note('Compiled a moment ago, loaded, and asked for all that is shown here.'),
        source,
      ),
    ],
  };
}

function label(name, input) {
  return element('label', {}, name, input);
}

function list(text) {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A formula that is shown first, or by a preset. */
function preset(name, nll, outputs, means, targets, emitted) {
  return {
    name,
    outputs: emitted,
    targets: [TARGETS[targets][USUAL]],
    formula: { nll, outputs, means, targets },
  };
}

export const formula = {
  bench,
  columns: (count) => columns(Array(count).fill('')),
  isTarget: () => true,
  presets: [
    preset('Waiting times', 'y * exp(z) - z', ['z'], ['exp(-z)'], 'POSITIVE', [0.5]),
    preset(
      'Logistic noise',
      's + (y - m) * exp(-s) + 2 * softplus((m - y) * exp(-s))',
      ['m', 's'],
      ['m', 'exp(s)'],
      'REALS',
      [-1, 0],
    ),
    preset(
      'At all, and again',
      'softplus(g) - sign(y) * g + sign(y) * softplus(a) + (y - sign(y)) * softplus(-a)',
      ['g', 'a'],
      ['sigmoid(g) * (1 + exp(a))', 'sigmoid(a)'],
      'COUNTS',
      [1, 1],
    ),
  ],
};
