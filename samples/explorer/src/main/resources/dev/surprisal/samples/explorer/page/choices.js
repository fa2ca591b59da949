import { element } from './dom.js';

/** Buttons that stay pressed: shown(values) says which. */
export function choices(buttons, name, kind, pressed) {
  const nodes = buttons.map(({ text, label }, index) => {
    const button = element('button', { type: 'button', 'aria-label': label }, ...[text].flat());
    button.addEventListener('click', () => pressed(index));
    return button;
  });
  return {
    node: element('div', { class: kind, role: 'group', 'aria-label': name }, ...nodes),
    set(isPressed) {
      nodes.forEach((node, index) => node.setAttribute('aria-pressed', isPressed(index)));
    },
  };
}
