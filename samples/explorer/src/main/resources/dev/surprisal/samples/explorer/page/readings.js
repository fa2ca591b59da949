import { element } from './dom.js';
import { fixed, large } from './format.js';

const BITS = { title: 'Bits', note: 'the loss, with logarithms to base 2' };

/** The loss in large type, and other measures of it in small. */
export function readings(target, others) {
  const nats = element('span', { class: 'nats' });
  const rows = [BITS, ...others].map((measure) => {
    const value = element('span', { class: 'number' });
    const note = element('span', { class: 'note' }, measure.note);
    const term = element('dt', {}, measure.title);
    return { value, node: element('div', {}, term, element('dd', {}, value, ' ', note)) };
  });
  return {
    verdict: element(
      'section',
      { class: 'verdict', 'aria-label': 'Loss' },
      element('p', {}, element('strong', {}, 'Loss'), target),
      element('p', { class: 'loss' }, nats, ' nats'),
    ),
    measures: element('dl', { class: 'measures' }, ...rows.map((row) => row.node)),

    /** Shows the loss, its bits, and the measures in their order. */
    show(reading, ...values) {
      nats.textContent = fixed(reading.nats, 4);
      [fixed(reading.bits, 4), ...values].forEach((value, index) => {
        rows[index].value.textContent = value;
      });
    },
  };
}

/** What is said of every discrete target. */
export const DISCRETE = [
  { title: 'Perplexity', note: 'so many equally likely outcomes would surprise as much' },
  { title: 'Entropy', note: 'nats: the surprisal that the prediction itself expects' },
];

export function discrete(answer) {
  return [large(answer.perplexity), fixed(answer.entropy, 4)];
}
