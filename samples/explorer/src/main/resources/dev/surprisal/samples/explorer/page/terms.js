import { element } from './dom.js';
import { fixed, short } from './format.js';

/** A sum, written out: each term under its name, grey where it is multiplied by 0. */
export function terms(names, kind = '') {
  const parts = names.map((name) => {
    const text = element('span', { class: 'product' });
    return { text, node: element('li', {}, element('span', { class: 'label' }, name), text) };
  });
  const total = element('span', { class: 'total' });
  const list = element('ol', { class: `terms ${kind}` }, ...parts.map((part) => part.node));
  return {
    nodes: [list, element('p', { class: 'result' }, '= ', total)],

    /** Shows terms, with a weight or without one, and what the server says that they add up to. */
    show(values, weights, sum) {
      parts.forEach(({ text, node }, index) => {
        const value = fixed(values[index], 2);
        text.textContent = weights ? `${short(weights[index])} × ${value}` : value;
        node.className = weights && weights[index] === 0 ? 'dead' : 'live';
      });
      total.textContent = fixed(sum, 4);
    },
  };
}

/** A part of the page that writes the loss out. */
export function written(title, ...contents) {
  return element('section', { class: 'written' }, element('h3', {}, title), ...contents);
}
