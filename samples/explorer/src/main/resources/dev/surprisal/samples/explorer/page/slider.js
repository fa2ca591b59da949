const FINE = 0.1;
const COARSE = 1;

const STEPS = {
  ArrowUp: FINE,
  ArrowRight: FINE,
  ArrowDown: -FINE,
  ArrowLeft: -FINE,
  PageUp: COARSE,
  PageDown: -COARSE,
};

/**
 * Makes an element a slider, by pointer and by keyboard. Its value runs along the track, upwards or
 * to the right. Returns how to set the value without a call of changed(value).
 */
export function slider(element, track, { label, min, max, orientation }, changed) {
  let value = 0;
  const attributes = {
    role: 'slider',
    tabindex: 0,
    'aria-label': label,
    'aria-orientation': orientation,
    'aria-valuemin': min,
    'aria-valuemax': max,
  };
  for (const [name, content] of Object.entries(attributes)) {
    element.setAttribute(name, content);
  }

  function set(number) {
    value = number;
    element.setAttribute('aria-valuenow', number);
  }

  function move(number) {
    const moved = Math.round(Math.min(max, Math.max(min, number)) / FINE) / Math.round(1 / FINE);
    if (moved !== value) {
      set(moved);
      changed(moved);
    }
  }

  function point(event) {
    const area = track.getBoundingClientRect();
    const part =
      orientation === 'vertical'
        ? (area.bottom - event.clientY) / area.height
        : (event.clientX - area.left) / area.width;
    move(min + part * (max - min));
  }

  element.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      point(event);
    }
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) {
      point(event);
    }
  });
  element.addEventListener('keydown', (event) => {
    const goals = { Home: min, End: max, Delete: 0, 0: 0 };
    const goal = event.key in STEPS ? value + STEPS[event.key] : goals[event.key];
    if (goal !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      move(goal);
    }
  });
  return set;
}
