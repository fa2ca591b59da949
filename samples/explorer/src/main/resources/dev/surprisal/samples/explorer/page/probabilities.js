import { element, strip } from './dom.js';
import { fixed } from './format.js';
import { scale } from './scale.js';

/** Probabilities as bars, each in a frame as high as its target. */
export function probabilities(count, title, note) {
  const parts = Array.from({ length: count }, () => {
    const frame = element('div', { class: 'probability' }, element('span', { class: 'fill' }));
    const number = element('span', { class: 'number' });
    return { frame, number, node: element('div', { class: 'column' }, frame, number) };
  });
  const nodes = parts.map((part) => part.node);
  parts[0].frame.append(scale([0, 1], (share) => share));
  return {
    node: strip(title, note, element('div', { class: 'columns' }, ...nodes)),
    set(targets, marked) {
      parts.forEach((part, index) => {
        part.frame.style.setProperty('--target', targets[index]);
        part.node.classList.toggle('marked', marked(index));
      });
    },
    show(values) {
      parts.forEach((part, index) => {
        part.frame.style.setProperty('--level', values[index]);
        part.number.textContent = fixed(values[index], 2);
      });
    },
  };
}
