import { element } from './dom.js';
import { short } from './format.js';

/** The numbers beside an upright axis; level says how high each stands, from 0 to 1. */
export function scale(ticks, level) {
  const labels = ticks.map((tick) => {
    const label = element('span', {}, short(tick).replace('-', '−'));
    label.style.setProperty('--at', level(tick));
    return label;
  });
  return element('span', { class: 'scale', 'aria-hidden': true }, ...labels);
}
