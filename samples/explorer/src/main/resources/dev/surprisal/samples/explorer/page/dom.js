/** Makes an element with attributes and children; an attribute that is undefined is left out. */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same in SVG. */
export function shape(tag, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children);
  return node;
}

export function italic(symbol) {
  return element('i', {}, symbol);
}

/** A symbol with an index, as q₃ is written. */
export function indexed(symbol, index) {
  return [italic(symbol), element('sub', {}, String(index))];
}

/** The sign of a sum over k. */
export function sumOverK() {
  return element('span', {}, 'Σ', element('sub', {}, 'k'));
}

export function formula(...parts) {
  return element('p', { class: 'formula' }, ...parts);
}

export function note(text) {
  return element('p', { class: 'note' }, text);
}

/** A labelled part of the bench: beside its contents where there is room, above them where not. */
export function strip(title, note, ...contents) {
  return element(
    'section',
    { class: 'strip' },
    element(
      'div',
      { class: 'caption' },
      element('h3', {}, title),
      element('p', {}, ...[note].flat()),
    ),
    element('div', { class: 'contents' }, ...contents),
  );
}
