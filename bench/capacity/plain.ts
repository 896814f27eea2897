import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateK6 } from '../../src/engines/k6/locate.ts';
import { type Subject, sourceOf } from './subjects.ts';

/** What one plain k6 run saw, as its own summary tells it. */
export interface Plain {
  readonly iterationsPerSecond: number;
  readonly requestsPerSecond: number;
  readonly failedShare: number;
  readonly p95Ms: number;
}

export type PlainLoad =
  | { readonly kind: 'users'; readonly users: number; readonly seconds: number }
  | { readonly kind: 'rate'; readonly perSecond: number; readonly seconds: number };

/** A service alone under plain k6: none of our wrapper, schedule, sinks or counters. */
export async function measurePlain(subject: Subject, loads: readonly PlainLoad[]): Promise<Plain[]> {
  const never = new AbortController().signal;
  const wish = { path: process.env['PLIMSOLL_K6'] ?? '', version: '2.2.0', sha256: '' };
  const { path } = await locateK6(wish, process.env, console.error, never);
  await using source = sourceOf([{ side: 'alone', subject }]);
  await using running = await source.start([0], never);
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-plain-'));
  try {
    const seen: Plain[] = [];
    for (const load of loads) {
      const script = join(folder, 'plain.js');
      const summary = join(folder, 'summary.json');
      await writeFile(script, render(subject.script, load));
      const url = running.targets[0]?.url ?? '';
      await promisify(execFile)(
        path,
        [
          ...['run', '--quiet', '--no-usage-report', '--summary-export', summary],
          // Writing samples is part of what a generator that is read from can do.
          ...['--out', 'csv=/dev/null', '-e', `BASE_URL=${url}`, script],
        ],
        { env: { PATH: process.env['PATH'] ?? '' } },
      ).catch(tolerateThresholds);
      seen.push(readSummary(JSON.parse(await readFile(summary, 'utf8')), load.seconds));
    }
    return seen;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A script's own thresholds break under overload: exit code 99. */
function tolerateThresholds(error: { readonly code?: number }): void {
  if (error.code !== 99) throw error;
}

function render(script: string, load: PlainLoad): string {
  const scenario =
    load.kind === 'users'
      ? { executor: 'constant-vus', vus: load.users, duration: `${load.seconds}s`, gracefulStop: '0s' }
      : {
          executor: 'constant-arrival-rate',
          rate: Math.round(load.perSecond * 10),
          timeUnit: '10s',
          duration: `${load.seconds}s`,
          preAllocatedVUs: 300,
          maxVUs: 300,
          gracefulStop: '0s',
        };
  return `
import * as user from ${JSON.stringify(script)};
export * from ${JSON.stringify(script)};
export default user.default;
const { scenarios, vus, duration, ...kept } = user.options || {};
export const options = { ...kept, summaryTrendStats: ['p(95)'], scenarios: { plain: ${JSON.stringify(scenario)} } };
`;
}

type Summary = { readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>> };

function readSummary({ metrics }: Summary, seconds: number): Plain {
  return {
    iterationsPerSecond: (metrics['iterations']?.['count'] ?? 0) / seconds,
    requestsPerSecond: (metrics['http_reqs']?.['count'] ?? 0) / seconds,
    failedShare: metrics['http_req_failed']?.['value'] ?? 0,
    p95Ms: metrics['http_req_duration']?.['p(95)'] ?? Number.NaN,
  };
}
