/** Has to be what a test computes of `SCRIPT`: the page's own policy lets nothing else run. */
export const SCRIPT_HASH = 'sha256-5E9Mr4UPHQmSpcwUXUdsh+4SKSoR0qT+UnXcLwpX5Gs=';

/** Shows the table's row that a spot of a picture stands for. Without it the numbers are in the tables all the same. */
export const SCRIPT = `
(() => {
  const tip = document.createElement('div');
  tip.id = 'tip';
  tip.hidden = true;
  document.body.append(tip);
  let lit = [];
  let told = null;
  const dim = () => {
    for (const spot of lit) spot.classList.remove('on');
    lit = [];
    told = null;
    tip.hidden = true;
  };
  const line = (text, tag) => {
    const own = document.createElement(tag);
    own.textContent = text;
    return own;
  };
  const point = (event) => {
    const spot = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    if (spot === null) return dim();
    const figure = spot.closest('figure');
    const row = figure.querySelector('tbody').rows[Number(spot.dataset.row)];
    if (row === undefined) return dim();
    if (told !== spot) {
      dim();
      told = spot;
      const titles = figure.querySelector('thead').rows[0].cells;
      const cells = [...row.cells].map((cell, at) => [titles[at].textContent, cell.textContent]);
      const lines = cells.slice(1).filter(([, text]) => text !== '');
      tip.replaceChildren(
        line(cells[0].filter((text) => text !== '').join(' '), 'b'),
        ...lines.map(([title, text]) => line(title === '' ? text : title + ': ' + text, 'div')),
      );
      lit = figure.classList.contains('timed')
        ? [...document.querySelectorAll('.timed [data-row="' + spot.dataset.row + '"]')]
        : [spot];
      for (const other of lit) other.classList.add('on');
    }
    tip.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - width - 8);
    const below = event.clientY + 18;
    const top = below + height > innerHeight ? event.clientY - height - 12 : below;
    tip.style.left = Math.max(8, left) + 'px';
    tip.style.top = Math.max(8, top) + 'px';
  };
  addEventListener('pointermove', point);
  addEventListener('pointerdown', point);
  addEventListener('scroll', dim, { passive: true });
  document.addEventListener('pointerleave', dim);
})();
`;
