import { bernoulli } from './bernoulli.js';
import { bernoullis } from './bernoullis.js';
import { categorical } from './categorical.js';
import { choices } from './choices.js';
import { element } from './dom.js';
import { formula } from './formula.js';
import { gaussian } from './gaussian.js';
import { link, linked } from './link.js';
import { Losses } from './losses.js';
import { questions } from './questions.js';
import { tabs } from './tabs.js';
import { values } from './values.js';

const FAMILIES = { categorical, bernoulli, bernoullis, gaussian, ...values, formula };

/** Milliseconds of rest after which the address names what is shown: browsers limit how often. */
const REST = 200;

const [list, panel, head, presets, bench, connection] = [
  'families',
  'panel',
  'head',
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
let rest;
let heads = {};

const losses = new Losses(
  (answer) => {
    connected(true);
    view.show(answer);
    bench.ariaBusy = 'false';
  },
  () => connected(false),
);

/** Shows the state of the family that is chosen, and asks what its loss is. */
function update() {
  const { outputs } = states[name];
  if (count !== outputs.length) {
    build(outputs.length);
  }
  view.set(states[name]);
  buttons.set((index) => isSame(FAMILIES[name].presets[index], states[name]));
  bench.ariaBusy = 'true';
  losses.ask({ family: name, ...states[name] });
  clearTimeout(rest);
  rest = setTimeout(() => history.replaceState(null, '', link(name, states[name])), REST);
}

/** What a bench does to what is shown. */
const changes = {
  output(index, value) {
    states[name].outputs[index] = value;
    update();
  },
  targets(chosen) {
    states[name].targets = chosen;
    update();
  },

  /** Another formula, whose outputs may be others. */
  state(state) {
    states[name] = state;
    count = undefined;
    update();
  },
  head(family, declaration) {
    heads[family] = declaration;
    showHead();
  },
};

function build(outputs) {
  count = outputs;
  view = FAMILIES[name].bench(count, changes, states[name]);
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
      changes.state(copy(FAMILIES[name].presets[index]));
    },
  );
  presets.replaceChildren(buttons.node);
  showHead();
  for (const words of document.querySelectorAll('[data-family]')) {
    words.hidden = words.dataset.family !== name;
  }
  update();
}

/** The annotation that the class was made of, as it stands in the source. */
function showHead() {
  head.textContent = heads[name] ?? '';
}

/** Shows what the address names, or else the first family. */
function follow() {
  const named = linked(location.hash, FAMILIES);
  if (named?.state) {
    states[named.name] = named.state;
  }
  choosing(named ? named.name : Object.keys(FAMILIES)[0]);
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

function copy({ outputs, targets, formula: typed }) {
  return structuredClone({ outputs, targets, formula: typed });
}

function isSame(preset, state) {
  return JSON.stringify(copy(preset)) === JSON.stringify(copy(state));
}

const choosing = tabs(list, panel, choose);
questions(document.querySelectorAll('[data-question]'));
window.addEventListener('hashchange', follow);
follow();
heads = { ...heads, ...(await (await fetch('api/heads')).json()) };
showHead();
