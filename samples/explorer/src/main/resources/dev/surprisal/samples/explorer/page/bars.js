import { element, strip } from './dom.js';
import { fixed } from './format.js';
import { scale } from './scale.js';
import { slider } from './slider.js';

/** The part of the full length below which an arrow would be a mere speck. */
const SHORTEST = 0.06;

/**
 * Bars that are dragged, an arrow on each, and the gradient below.
 *
 * @param columns label and accessible name of each, its min and max, and how far ticks are apart
 * @param words title and note of the bars, note of the gradients
 * @param longest the gradient whose arrow has the full length
 * @param beside a node that stands at the right of the bars, if any
 */
export function bars({ columns, words, longest, beside = '' }, changed) {
  const parts = columns.map((column, index) => bar(column, isScaled(columns, index), (value) => changed(index, value)));
  const gradients = columns.map(() => element('span', { class: 'number' }));
  const row = { class: 'columns' };
  const note = [
    `${words.note} The `,
    element('b', {}, 'arrow'),
    ` is the step of training: minus the gradient. ${words.arrowNote ?? ''}`,
  ];
  return {
    nodes: [
      strip(words.title, note, element('div', row, ...parts.map((part) => part.node)), beside),
      strip('Gradient', words.gradientNote, element('div', row, ...gradients)),
    ],

    /** Shows outputs at once, before anything is known of them. */
    set(outputs, marked) {
      parts.forEach((part, index) => part.set(outputs[index], marked(index)));
    },

    /** Shows gradients, and tells of each bar in words. */
    show(answers, told) {
      answers.forEach((gradient, index) => {
        parts[index].push(-gradient / longest);
        parts[index].tell(`, ${told(index)}, gradient ${fixed(gradient, 3)}`);
        gradients[index].textContent = fixed(gradient, 2);
      });
    },
  };
}

/** A scale stands beside the first bar, and beside each whose ends are not those of the one before. */
function isScaled(columns, index) {
  const before = columns[index - 1];
  return !before || before.min !== columns[index].min || before.max !== columns[index].max;
}

function bar({ label, name, min, max, step }, isScaled, changed) {
  const fill = element('span', { class: 'fill' });
  const arrow = element('span', { class: 'arrow' });
  const track = element('span', { class: 'track' }, fill, arrow);
  const thumb = element('div', { class: 'bar' }, track);
  const number = element('span', { class: 'number' });
  const node = element('div', { class: 'column' }, thumb, number);
  if (label) {
    node.append(element('span', { class: 'label' }, label));
  }
  const level = (value) => (value - min) / (max - min);
  track.style.setProperty('--zero', level(0));
  if (isScaled) {
    const count = (max - min) / step + 1;
    track.append(scale(Array.from({ length: count }, (_, k) => min + k * step), level));
  }

  const range = { label: name, min, max, orientation: 'vertical' };
  const setSlider = slider(thumb, track, range, (value) => {
    show(value);
    changed(value);
  });

  function show(value) {
    track.style.setProperty('--level', level(value));
    fill.classList.toggle('negative', value < 0);
    number.textContent = fixed(value, 1);
    thumb.setAttribute('aria-valuetext', number.textContent);
  }

  return {
    node,
    set(value, isMarked) {
      setSlider(value);
      show(value);
      node.classList.toggle('marked', isMarked);
    },
    push(length) {
      arrow.style.setProperty('--length', Math.min(1, Math.abs(length)));
      arrow.classList.toggle('down', length < 0);
      arrow.classList.toggle('cut', Math.abs(length) > 1);
      arrow.classList.toggle('tiny', Math.abs(length) < SHORTEST);
    },
    tell(more) {
      thumb.setAttribute('aria-valuetext', number.textContent + more);
    },
  };
}
