import { bernoulli } from './bernoulli.js';
import { bernoullis } from './bernoullis.js';
import { categorical } from './categorical.js';
import { choices } from './choices.js';
import { element } from './dom.js';
import { gaussian } from './gaussian.js';
import { Losses } from './losses.js';
import { tabs } from './tabs.js';

const FAMILIES = { categorical, bernoulli, bernoullis, gaussian };

const [list, panel, presets, bench, connection] = [
  'families',
  'panel',
  'presets',
  'bench',
  'connection',
].map((id) => document.getElementById(id));

/** What each family shows: kept while another one is looked at. */
const states = Object.fromEntries(
  Object.entries(FAMILIES).map(([name, family]) => [name, copy(family.presets[0])]),
);

let name;
let view;
let count;
let buttons;

const losses = new Losses(
  (answer) => {
    connected(true);
    view.show(answer);
  },
  () => connected(false),
);

/** Shows the state of the family that is chosen, and asks what its loss is. */
function update() {
  const { outputs, targets } = states[name];
  if (count !== outputs.length) {
    build(outputs.length);
  }
  view.set(states[name]);
  buttons.set((index) => isSame(FAMILIES[name].presets[index], states[name]));
  losses.ask({ family: name, outputs, targets });
}

function build(outputs) {
  count = outputs;
  view = FAMILIES[name].bench(count, {
    output(index, value) {
      states[name].outputs[index] = value;
      update();
    },
    targets(values) {
      states[name].targets = values;
      update();
    },
  });
  bench.replaceChildren(
    element('div', { class: 'instrument' }, ...view.left),
    view.verdict,
    element('div', { class: 'meaning' }, ...view.right),
  );
}

function choose(family) {
  name = family;
  count = undefined;
  buttons = choices(
    FAMILIES[name].presets.map((preset) => ({ text: preset.name })),
    'Presets',
    'pills',
    (index) => {
      states[name] = copy(FAMILIES[name].presets[index]);
      update();
    },
  );
  presets.replaceChildren(buttons.node);
  for (const words of document.querySelectorAll('[data-family]')) {
    words.hidden = words.dataset.family !== name;
  }
  update();
}

function connected(isConnected) {
  document.body.classList.toggle('lost', !isConnected);
  const message = isConnected
    ? ''
    : 'The server does not answer. Start it again, and this page goes on where it was.';
  if (connection.textContent !== message) {
    connection.textContent = message;
  }
}

function copy({ outputs, targets }) {
  return { outputs: [...outputs], targets: [...targets] };
}

function isSame(preset, state) {
  return String([preset.outputs, preset.targets]) === String([state.outputs, state.targets]);
}

tabs(list, panel, choose);
