const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * The tabs of a page: one is chosen, by pointer or by the arrow keys. Returns how to choose one by
 * its name.
 */
export function tabs(list, panel, chosen) {
  const all = [...list.querySelectorAll('[role=tab]')];

  function choose(tab) {
    for (const other of all) {
      other.setAttribute('aria-selected', other === tab);
      other.tabIndex = other === tab ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', tab.id);
    chosen(tab.id);
  }

  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) {
      choose(tab);
    }
  });
  list.addEventListener('keydown', (event) => {
    const at = all.indexOf(document.activeElement);
    const ends = { Home: 0, End: all.length - 1 };
    const goal =
      event.key in STEPS ? (at + STEPS[event.key] + all.length) % all.length : ends[event.key];
    if (at >= 0 && goal !== undefined) {
      event.preventDefault();
      all[goal].focus();
      choose(all[goal]);
    }
  });
  return (id) => choose(all.find((tab) => tab.id === id));
}
