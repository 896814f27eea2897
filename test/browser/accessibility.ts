import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const GRAVE = ['serious', 'critical'];

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe-core calls a serious or critical fault. The page's own policy lets no script in, so axe comes in past it. */
export async function findFaults(page: Page): Promise<string[]> {
  const axe = await readFile(SOURCE, 'utf8');
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"], elementRef: false })',
  )) as { readonly violations: readonly Violation[] };
  return violations
    .filter(({ impact }) => impact !== null && GRAVE.includes(impact))
    .map(
      ({ id, impact, nodes }) =>
        `${impact}: ${id} at ${nodes.length} places, the first ${nodes[0]?.html.slice(0, 160)}`,
    );
}
