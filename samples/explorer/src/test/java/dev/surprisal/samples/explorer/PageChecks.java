package dev.surprisal.samples.explorer;

import java.util.List;

/** What makes a page hard to use or to read, found by looking at all of its elements. */
final class PageChecks {
  private PageChecks() {}

  /** What sticks out of the window, or out of the cell that it stands in, with any preset. */
  static List<?> cutOff(Browser browser) {
    return (List<?>)
        browser.script(
            """
            const found = [];
            const page = document.documentElement;
            for (const preset of document.querySelectorAll('#presets button')) {
              preset.click();
              await new Promise((resume) => setTimeout(resume, 40));
              const tell = (what) => found.push(`${preset.textContent}: ${what}`);
              if (page.scrollWidth > page.clientWidth) {
                tell('the page can be scrolled sideways');
              }
              for (const element of document.querySelectorAll('#panel *, [role=tab]')) {
                const box = element.getBoundingClientRect();
                if (box.right > page.clientWidth + 0.5 || box.left < -0.5) {
                  tell(`${element.className} sticks out of the window`);
                }
              }
              for (const text of document.querySelectorAll('.number, .product, button, .label')) {
                const range = document.createRange();
                range.selectNodeContents(text);
                const cell = text.closest('.column, li, button, dd') ?? text;
                const room = cell.getBoundingClientRect().width + 0.5;
                if (range.getBoundingClientRect().width > room) {
                  tell(`${text.textContent} is wider than its cell`);
                }
              }
            }
            return found;
            """);
  }

  /** Bars that something else lies over when they are scrolled to the lower end of the window. */
  static List<?> coveredBars(Browser browser) {
    return (List<?>)
        browser.script(
            """
            return [...document.querySelectorAll('.bar')]
              .filter((bar) => {
                bar.scrollIntoView({ block: 'end', behavior: 'instant' });
                const box = bar.getBoundingClientRect();
                const points = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
                return points
                  .filter((y) => y > 0)
                  .some((y) => !bar.contains(document.elementFromPoint(box.left + 4, y)));
              })
              .map((bar) => bar.ariaLabel);
            """);
  }

  /** Buttons that a finger does not hit easily. */
  static List<?> smallButtons(Browser browser) {
    return (List<?>)
        browser.script(
            """
            return [...document.querySelectorAll('button')]
              .filter((button) => button.checkVisibility())
              .filter((button) => button.getBoundingClientRect().height < 40)
              .map((button) => button.textContent);
            """);
  }

  /** Texts whose contrast with what is behind them is below 4.5 : 1. */
  static List<?> faint(Browser browser) {
    return (List<?>)
        browser.script(
            """
            const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const luminance = (colour) => {
              const [r, g, b] = numbers(colour).map((part) => {
                const share = part / 255;
                return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
              });
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = (element) => {
              const colour = getComputedStyle(element).backgroundColor;
              return numbers(colour)[3] === 0 ? behind(element.parentElement) : colour;
            };
            const found = [];
            for (const element of document.querySelectorAll('body, body *')) {
              const isText = [...element.childNodes].some(
                (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
              if (isText && element.checkVisibility()) {
                const [low, high] = [getComputedStyle(element).color, behind(element)]
                  .map(luminance)
                  .sort((one, other) => one - other);
                if ((high + 0.05) / (low + 0.05) < 4.5) {
                  found.push(element.textContent);
                }
              }
            }
            return found;
            """);
  }
}
