import type { Page } from 'playwright-core';

export interface Hovered {
  readonly problems: readonly string[];
  /** Pictures that were pointed at. */
  readonly figures: number;
}

/** Points into the middle of every picture and expects what its table says there. */
export async function hoverEverywhere(page: Page): Promise<Hovered> {
  const problems: string[] = [];
  let figures = 0;
  for (const figure of await page.locator('figure:has(.spots)').all()) {
    const spots = figure.locator('svg:visible .spots rect');
    const many = await spots.count();
    if (many === 0) continue;
    const spot = spots.nth(Math.floor(many / 2));
    await spot.scrollIntoViewIfNeeded();
    // The page hides what it told when it is scrolled, and hears of that a frame later.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const box = await spot.boundingBox();
    if (box === null) continue;
    figures++;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const row = Number(await spot.getAttribute('data-row'));
    const cells = await figure.locator('tbody tr').nth(row).locator('th,td').allTextContents();
    const tip = page.locator('#tip');
    const told = (await tip.isVisible()) ? (await tip.locator('b, div').allTextContents()).join(' ') : '';
    const title = (await figure.locator('figcaption').textContent()) ?? '';
    const missing = cells.filter(
      (cell) => !told.replaceAll(/\s+/gu, ' ').includes(cell.replaceAll(/\s+/gu, ' ')),
    );
    if (missing.length > 0)
      problems.push(`${title}: pointing at row ${row} tells "${told}", without ${missing.join(', ')}`);
  }
  return { problems, figures };
}
