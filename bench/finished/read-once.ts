import { stat } from 'node:fs/promises';
import { readFinished } from '../../src/finished/read-file.ts';

/** Reads one file in a process of its own, because memory has one peak per process, and says what that took. */
export interface Reading {
  readonly records: number;
  readonly bytes: number;
  readonly windows: number;
  /** CPU time and time on the clock, s. */
  readonly cpu: number;
  readonly wall: number;
  /** Most memory that the process ever had, bytes. */
  readonly peak: number;
}

const [path = ''] = process.argv.slice(2);
const begun = process.cpuUsage();
const started = performance.now();
const { records, timeline } = await readFinished(path, new AbortController().signal);
const wall = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(begun);
const reading: Reading = {
  records: records.read,
  bytes: (await stat(path)).size,
  windows: timeline.windows.size,
  cpu: (user + system) / 1e6,
  wall,
  peak: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(reading));
