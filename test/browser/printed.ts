import type { Page } from 'playwright-core';

/** A4 at 96 px an inch, less margins of 12 mm. */
const PAPER = { width: 703, height: 1031 } as const;

export interface Printed {
  readonly problems: readonly string[];
  readonly pages: number;
}

interface Block {
  readonly title: string;
  readonly height: number;
  readonly breaks: string;
}

/**
 * Prints as PDF and counts its pages. A picture is whole when it may not be broken and is no higher than a page: then the
 * printer moves it to the next one.
 */
export async function printedProblems(page: Page): Promise<Printed> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const blocks = (await page.evaluate(`[...document.querySelectorAll('figure')].map((figure) => ({
    title: figure.querySelector('figcaption').innerText,
    height: figure.getBoundingClientRect().height,
    breaks: getComputedStyle(figure).breakInside,
  }))`)) as readonly Block[];
  const hidden = (await page.evaluate(`[...document.querySelectorAll('figure')].filter((figure) =>
    [...figure.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 300).length !== 1).length`)) as number;
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' },
    printBackground: true,
  });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/gu)?.length ?? 0;
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
  await page.emulateMedia({ media: 'screen' });
  const problems = [
    ...blocks
      .filter(({ breaks }) => breaks !== 'avoid')
      .map(({ title }) => `on paper: "${title}" may be cut`),
    ...blocks
      .filter(({ height: own }) => own > PAPER.height)
      .map(
        ({ title, height: own }) =>
          `on paper: "${title}" is ${Math.round(own)} px high, a page ${PAPER.height}`,
      ),
    ...(hidden > 0 ? [`on paper: ${hidden} figures do not show one picture`] : []),
    ...(pages < Math.floor(height / PAPER.height) ? [`on paper: ${pages} pages for ${height} px`] : []),
  ];
  return { problems, pages };
}
