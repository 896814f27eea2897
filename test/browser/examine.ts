import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findFaults } from './accessibility.ts';
import { hoverEverywhere } from './hover.ts';
import { printedProblems } from './printed.ts';

export interface Examined {
  readonly name: string;
  readonly address: string;
  /** Folder for pictures. */
  readonly shots: string;
}

export interface Findings {
  readonly problems: readonly string[];
  /** What was looked at, in figures. */
  readonly seen: readonly string[];
}

export const THEMES = ['light', 'dark'] as const;
export const WIDTHS = [390, 1280] as const;
const HEIGHT = 900;
/** Legible, and small enough to be kept. */
const QUALITY = 40;

/** Opens a report as its readers do: from the disk, in both themes, on a telephone and on a desk, on paper, with a pointer. */
export async function examine(browser: Browser, report: Examined): Promise<Findings> {
  const problems: string[] = [];
  const seen: string[] = [];
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      await using opened = await openPage(browser, { ...report, theme, width });
      const { page, noise } = opened;
      const where = `${theme}, ${width} px`;
      problems.push(...noise.map((line) => `${where}: ${line}`), ...(await overflowProblems(page, where)));
      // Contrast is a matter of the theme, order and names of the width: two of the four tell both.
      if ((theme === 'light') === (width === 1280))
        problems.push(...(await findFaults(page)).map((fault) => `${where}: ${fault}`));
      await page.screenshot({
        path: join(report.shots, shotName(report.name, theme, width)),
        ...{ fullPage: true, type: 'jpeg', quality: QUALITY },
      });
      if (theme === 'light') {
        const hovered = await hoverEverywhere(page);
        problems.push(...hovered.problems.map((problem) => `${where}: ${problem}`));
        if (width === 1280) seen.push(`${hovered.figures} figures answer to the pointer`);
      }
      if (theme === 'light' && width === 1280) {
        const printed = await printedProblems(page);
        problems.push(...printed.problems);
        seen.push(`${printed.pages} pages on paper`);
      }
      problems.push(...noise.map((line) => `${where}, later: ${line}`));
    }
  }
  return { problems: [...new Set(problems)], seen };
}

export const shotName = (name: string, theme: string, width: number): string =>
  `${name.replaceAll(/[^a-z0-9]+/gu, '-')}-${theme}-${width}.jpg`;

interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** Console messages, errors and requests: there may be none. */
  readonly noise: string[];
}

async function openPage(
  browser: Browser,
  { address, theme, width }: Examined & { readonly theme: (typeof THEMES)[number]; readonly width: number },
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme: theme });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) noise.push(`request of ${request.url()}`);
  });
  await page.goto(address);
  return { page, noise, [Symbol.asyncDispose]: () => context.close() };
}

async function overflowProblems(page: Page, where: string): Promise<string[]> {
  const [wide, visible] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [
    number,
    number,
  ];
  return wide > visible ? [`${where}: the page is ${wide} px wide where ${visible} px are seen`] : [];
}
