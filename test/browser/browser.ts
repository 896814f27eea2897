import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Debian's Chromium, or the one that PLIMSOLL_CHROMIUM names; null where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const wished = process.env['PLIMSOLL_CHROMIUM'];
  const path = wished !== undefined && wished !== '' ? wished : PLACES.find((place) => existsSync(place));
  if (path === undefined) return null;
  // Pages come from our own disk; a sandbox cannot be had in most containers.
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text'],
  });
}
