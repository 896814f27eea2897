import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { shotName, type THEMES, type WIDTHS } from './examine.ts';

export interface Golden {
  readonly report: string;
  readonly theme: (typeof THEMES)[number];
  readonly width: (typeof WIDTHS)[number];
}

/** Few, because each must be looked at: both themes, both widths. */
export const GOLDEN: readonly Golden[] = [
  { report: 'fail', theme: 'light', width: 1280 },
  { report: 'pass', theme: 'dark', width: 1280 },
  { report: 'errors only', theme: 'light', width: 390 },
  { report: 'dropped windows', theme: 'dark', width: 390 },
];

const FOLDER = join(import.meta.dirname, 'golden');
/** Share of pixels that may differ: another version of the browser or of its fonts draws letters otherwise. */
const TOLERANCE = 0.03;
/** Of 255, in the channel that differs most. */
const SEEN = 48;

/** Empty where the picture is near enough to the one that was accepted. */
export async function compareGolden(
  browser: Browser,
  { report, theme, width }: Golden,
  { shots, accepts }: { readonly shots: string; readonly accepts: boolean },
): Promise<string[]> {
  const name = shotName(report, theme, width);
  const [fresh, kept] = [join(shots, name), join(FOLDER, name)];
  if (accepts) {
    await mkdir(FOLDER, { recursive: true });
    await copyFile(fresh, kept);
    return [];
  }
  if (!existsSync(kept)) return [`${name}: no golden picture; look at ${fresh} and run again with --accept`];
  const difference = await differ(browser, await readFile(fresh), await readFile(kept));
  if (typeof difference === 'string') return [`${name}: ${difference}`];
  return difference > TOLERANCE
    ? [`${name}: ${(100 * difference).toFixed(1)}% of the pixels differ, at most ${100 * TOLERANCE}% may`]
    : [];
}

/** The browser knows how to read pictures, so it compares them: the share of pixels that differ, or why they cannot be compared. */
async function differ(browser: Browser, fresh: Buffer, kept: Buffer): Promise<number | string> {
  const page = await browser.newPage();
  try {
    const pictures = [fresh, kept].map((picture) => picture.toString('base64'));
    return (await page.evaluate(`(${COMPARE})(${JSON.stringify(pictures)}, ${SEEN})`)) as number | string;
  } finally {
    await page.close();
  }
}

const COMPARE = `async (pictures, seen) => {
  const read = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [one, other] = await Promise.all(pictures.map(read));
  if (one.width !== other.width || Math.abs(one.height - other.height) > 0.02 * other.height)
    return one.width + ' × ' + one.height + ' px now, ' + other.width + ' × ' + other.height + ' px then';
  const length = Math.min(one.data.length, other.data.length);
  let different = 0;
  for (let at = 0; at < length; at += 4) {
    let gap = 0;
    for (let channel = 0; channel < 3; channel++)
      gap = Math.max(gap, Math.abs(one.data[at + channel] - other.data[at + channel]));
    if (gap > seen) different++;
  }
  return different / (length / 4);
}`;
