import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { planFor } from '../../bench/capacity/instruments.ts';
import type { Plan } from '../../src/core/plan.ts';
import { parseVary } from '../../src/core/sweep/vary.ts';
import { runSweep, type SweepWish } from '../../src/pipeline/sweep.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { auditSentences } from '../../src/report/sweep-growth-words.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';
import { listen } from './capacity-services.ts';

const services = join(import.meta.dirname, '../../bench/capacity/services');

/** A repository with a service of known capacity, configured by a file: WORKERS and SERVICE_MS. */
function repositoryOf(config: string): Repository {
  const repository = createRepository();
  for (const file of ['workers.js', 'load.js']) cpSync(join(services, file), join(repository.path, file));
  repository.write('.env', config);
  repository.commit('configure');
  return repository;
}

const DEFAULTS = planFor(join(services, 'load.js'), 'sweep');

const plan = (repository: Repository, more: Partial<Plan>): Plan => ({
  ...DEFAULTS,
  script: join(repository.path, 'load.js'),
  targets: {
    ...{ kind: 'git', workspace: repository.path, base: 'HEAD', directory: '.', build: '', stop: '' },
    ...{ start: `"${process.execPath}" --env-file=.env workers.js`, ready: '/', readyTimeoutMs: 10_000 },
    env: {},
  },
  ...{ rateSource: 'set', findsRate: false, ...more },
});

const wish = (growthFrom: number | null, ...vary: string[]): SweepWish => ({
  ...{ settings: vary.map(parseVary), design: 'one at a time', growthFrom, countedMs: 800 },
});

/** Is up, and fails whatever is asked of it. */
const BROKEN = `require('http').createServer((q, s) => { s.statusCode = q.url === '/' ? 200 : 500; s.end(); })
  .listen(process.env.PORT, '127.0.0.1')`;

test('a faster value pays, a slower one costs, and one that fails is dropped after the first start', async () => {
  using repository = repositoryOf('SERVICE_MS=20\nWORKERS=8\n');
  const wished = plan(repository, { rate: 60, budgetMs: 60_000, starts: 2 });
  const node = `"${process.execPath}"`;
  const start = `if [ "$MODE" = broken ]; then exec ${node} -e "${BROKEN}"; fi; exec ${node} --env-file=.env workers.js`;
  const result = await runSweep(
    { ...wished, targets: { ...wished.targets, start } as Plan['targets'] },
    wish(null, 'file:.env#/SERVICE_MS=12,32', 'env.MODE=broken'),
    listen(),
  );
  const { finding, measurement } = result;
  expect(finding?.variants.map(({ standing }) => standing)).toEqual([
    ...['today', 'pays', 'costs', 'does not serve'],
  ]);
  expect(finding?.best).toBe(1);
  expect(finding?.order).toEqual([1, 0, 2]);
  expect(finding?.variants[3]?.windows).toBe(measurement.plannedLooks[0]);
  expect(finding?.variants[1]?.windows).toBe(measurement.windows);
  const p50 = finding?.variants[1]?.comparisons.find(({ metric }) => metric === 'p50');
  expect(p50?.base).toBeGreaterThan(19);
  expect(p50?.change?.estimate).toBeCloseTo(12 / 20 - 1, 1);
  expect(measurement.loadMs).toBeLessThan(80_000);
}, 180_000);

test('under growth the value that stalls is named, and what does nothing is not', async () => {
  using repository = repositoryOf('SERVICE_MS=40\nWORKERS=2\nCOLOUR=red\n');
  const surroundings = listen();
  // 50 and 200 a second by construction, against 20, 40, 60, 80 and 120.
  const result = await runSweep(
    plan(repository, {}),
    wish(40, 'file:.env#/WORKERS=8', 'env.COLOUR=blue'),
    surroundings,
  );
  expect(result.growth?.variants.map(({ standing }) => standing)).toEqual(['today', 'further', 'same']);
  expect(result.growth?.variants[0]?.stall?.factor).toBe(1.5);
  expect(result.growth?.variants[1]?.stall).toBeNull();
  expect(result.growth?.guilty).toEqual([0]);
  expect(surroundings.said).toContain('v2 is WORKERS=8');
  expect(auditSentences(result, PLAIN)[0]).toMatch(
    /^WORKERS=2 \(today's values\) stalls at 1\.5× today's load of 40 iterations\/s; WORKERS=8 stands 3×, at /,
  );
}, 200_000);

test('a variant that does not start is told by its values', async () => {
  using repository = repositoryOf('SERVICE_MS=20\nWORKERS=8\n');
  const start = `test "$MODE" != bad && "${process.execPath}" --env-file=.env workers.js`;
  const broken = plan(repository, { rate: 20 });
  const targets = { ...broken.targets, start } as Plan['targets'];
  const attempt = runSweep({ ...broken, targets }, wish(null, 'env.MODE=good,bad'), listen());
  await expect(attempt).rejects.toMatchObject({
    message: expect.stringContaining('the service of v3 ended before it was ready'),
    hint: expect.stringMatching(/^v3 is MODE=bad\. /),
  });
});
