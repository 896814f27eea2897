import { recordingOf } from '../../../bench/baseline/runs.ts';
import { describeHistory } from '../../../src/core/baseline/history.ts';
import { judgeStored } from '../../../src/core/baseline/judge-stored.ts';
import { levelsOf } from '../../../src/core/baseline/levels.ts';
import type { EndpointBlocks } from '../../../src/core/observations.ts';
import { DEFAULT_MARGINS, type Policy } from '../../../src/core/policy.ts';
import type { Result } from '../../../src/core/result.ts';
import { HEAD } from '../../../src/core/side.ts';
import type { ReportOptions } from '../../../src/report/html/section.ts';
import { onceSlower } from '../../core/baseline/history-entries.ts';
import { synthesize } from '../../core/synthetic.ts';
import { type FoldedRun, foldRun } from './folded-runs.ts';
import { simulate } from './simulated-results.ts';
import { judgeMade } from './told.ts';

export interface Report {
  readonly result: Result;
  readonly options?: ReportOptions;
}

/** Every kind of report, each from evidence that the real judge judged. */
export const REPORTS = {
  pass: () => ({
    result: simulate({ world: 'quiet', change: { kind: 'none' } }),
    options: { history: describeHistory(onceSlower()) },
  }),
  fail: () => ({ result: simulate({ world: 'typical', change: { kind: 'all', by: 0.15 } }) }),
  inconclusive: () => ({
    result: simulate({ world: 'awful', change: { kind: 'all', by: 0.02 }, policy: STRICT }),
  }),
  'errors only': () => ({ result: simulate({ world: 'typical', change: { kind: 'errors', by: 0.04 } }) }),
  'one endpoint of forty': () => ({ result: oneOfForty() }),
  '10,000 endpoints': () => ({ result: tenThousand() }),
  'no base': () => ({ result: noBase() }),
  'dropped windows': () => ({ result: droppedWindows() }),
} as const satisfies Readonly<Record<string, () => Report>>;

/** Margins that this much noise cannot settle within the budget of 300 s. */
const STRICT: Partial<Policy> = {
  margins: {
    ...DEFAULT_MARGINS,
    run: { ...DEFAULT_MARGINS.run, p50: 0.03, p90: 0.05, p95: 0.05, mean: 0.04 },
  },
};

const GRID = { windowMs: 2000, slotMs: 250, windowsPerStart: 15 } as const;

const SHOP: FoldedRun['endpoints'] = [
  { name: 'GET /', perWindow: 60, median: 6 },
  { name: 'GET /items', perWindow: 45, median: 14 },
  { name: 'GET /items/{id}', perWindow: 45, median: 9 },
  { name: 'GET /search', perWindow: 30, median: 31 },
  { name: 'POST /cart', perWindow: 20, median: 12 },
  { name: 'POST /checkout', perWindow: 15, median: 44 },
];

function oneOfForty(): Result {
  const endpoints = Array.from({ length: 40 }, (_, at) => ({
    name: `GET /shops/{shop}/${at < 20 ? 'articles' : 'orders'}/${at}`,
    perWindow: 20,
    median: 5 + at,
    factor: at === 17 ? 1.6 : 1,
  }));
  const observations = foldRun({ seed: 'forty', windows: 60, endpoints });
  return judgeMade({ ...GRID, observations, requestsPerSecond: 400 });
}

function droppedWindows(): Result {
  const lost = [7, 22, 23, 24, 41];
  const observations = foldRun({ seed: 'dropped', windows: 75, endpoints: SHOP, lost });
  return judgeMade({ ...GRID, observations, requestsPerSecond: 215 });
}

/** More than an engine's fold keeps apart, as two finished runs may hold them: a few busy endpoints and a long tail of rare ones. */
function tenThousand(): Result {
  const busy = Array.from({ length: 12 }, (_, at) => `GET /busy/${at}`);
  const rare = Array.from({ length: 9988 }, (_, at) => `GET /shops/${at % 97}/articles/${at}/variants`);
  const slowdown = { 'GET /busy/3': 1.5 };
  const most = synthesize({ windows: 30, seed: 'busy', endpoints: busy, requests: 400, slowdown, cpu: 1 });
  const tail = synthesize({ windows: 30, seed: 'rare', endpoints: rare, requests: 1 });
  const all = [...most.endpoints, ...tail.endpoints];
  const total = all.reduce((sum, endpoint) => sum + requestsOf(endpoint), 0);
  const endpoints = all.map((endpoint) => ({ ...endpoint, share: requestsOf(endpoint) / total }));
  const observations = { ...most, endpoints };
  return judgeMade({ ...GRID, observations, requestsPerSecond: 360 });
}

const requestsOf = ({ cells }: EndpointBlocks): number =>
  cells.flatMap(({ requests }) => requests).reduce((sum, many) => sum + many, 0);

/** Head alone, held against recordings of other days and machines. */
function noBase(): Result {
  const alone = (at: number, factor: number): FoldedRun => ({
    seed: `alone ${at}`,
    windows: 40,
    sides: [HEAD],
    endpoints: SHOP.map((endpoint) => ({
      ...endpoint,
      factor: endpoint.name === 'POST /checkout' ? factor : 1,
    })),
    machine: 1 + 0.03 * Math.sin(at),
  });
  const side = { side: 0, reference: null };
  const recordings = Array.from({ length: 12 }, (_, at) =>
    recordingOf(levelsOf(foldRun(alone(at, 1)), side), at),
  );
  const observations = foldRun(alone(99, 1.7));
  const made = judgeMade({ ...GRID, observations, requestsPerSecond: 215 });
  return {
    ...made,
    judgement: judgeStored({
      now: levelsOf(observations, side),
      recordings,
      form: 'raw',
      policy: made.policy,
      obstacle: null,
      limits: [],
    }),
    against: {
      kind: 'stored',
      runs: recordings.length,
      form: 'raw',
      nearest: { commit: '1f3c9aa0c8d94f1c8a1f6a34cf0a3f7f6a7c9e21', distance: 2 },
      differences: [],
      where: 'branch plimsoll of origin',
    },
  };
}
