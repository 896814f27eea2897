import { locateK6 } from '../src/engines/k6/locate.ts';

/** The tests drive the real k6: found, or fetched or built once and kept in the user's cache, the way any run gets it. */
export default async function provideK6(): Promise<void> {
  if (process.env['PLIMSOLL_K6'] !== undefined) return;
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const wish = { path: '', version: '2.2.0', sha256: '' };
  const k6 = await locateK6(wish, process.env, say, new AbortController().signal);
  process.env['PLIMSOLL_K6'] = k6.path;
}
