import { findCreep } from '../../src/core/baseline/creep.ts';
import { describeHistory } from '../../src/core/baseline/history.ts';
import type { Conditions } from '../../src/core/baseline/recording.ts';
import type { Entry } from '../../src/core/baseline/store.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import type { Finding } from '../verdict/claim.ts';

const COMMITS = 200;
const DAYS = 90;
const CREEP_A_WEEK = 0.005;
/** Where it changes for good, and by how much. */
const STEPS = [
  { at: 70, by: 0.12 },
  { at: 140, by: 0.1 },
];
const NOISE = 0.03;
const NEAR = 2;

const CONDITIONS: Conditions = {
  plimsoll: '0',
  engine: { name: 'k6', version: '2.2.0' },
  script: 'a',
  load: { rate: 100, windows: 30, windowMs: 2000 },
  machine: { cpu: 'one', cores: 2, memoryBytes: 8e9, kernel: 'k', image: 'i' },
  target: 't',
  reference: '1',
};

/** Three months of merges: half a percent a week for ever, two steps, and the noise of a quotient. */
export function madeUpHistory(seed: string): Entry[] {
  const random = seededRandom(seed);
  const start = Date.UTC(2026, 7, 24);
  return Array.from({ length: COMMITS }, (_, at) => {
    const weeks = ((at / COMMITS) * DAYS) / 7;
    const steps = STEPS.filter((step) => at >= step.at).reduce((sum, { by }) => sum + Math.log1p(by), 0);
    const p95 = Math.exp(weeks * Math.log1p(CREEP_A_WEEK) + steps + NOISE * normal(random));
    const commit = at.toString(16).padStart(40, '0');
    const level = { endpoint: null, unit: 'ms', scale: 'log', spread: NOISE, requests: 5000 } as const;
    return {
      commit,
      recordings: [
        {
          commit,
          at: start + (at / COMMITS) * DAYS * 86_400_000,
          run: `${at}`,
          release: at % 60 === 20 ? `v1.${Math.floor(at / 60)}.0` : null,
          conditions: CONDITIONS,
          levels: [{ ...level, metric: 'p95', value: 40 * p95, ratio: 4 * p95 }],
          sketches: [],
        },
      ],
    };
  });
}

export function threeMonths(): Finding {
  const history = describeHistory(madeUpHistory('three months'));
  const changes = history.metrics[0]?.changes ?? [];
  const creep = findCreep(history)[0];
  const rows = STEPS.map(({ at, by }) => {
    const near = changes.find(({ index }) => Math.abs(index - at) <= NEAR);
    const found =
      near === undefined ? 'not found' : `at commit ${near.index}, +${(100 * near.change).toFixed(0)}%`;
    return { cells: [`step of +${100 * by}% at commit ${at}`, found], holds: near !== undefined };
  });
  return {
    title: 'Three months of made-up history: both steps are found within two commits, and the creep is told',
    columns: ['what happened', 'what is said'],
    rows: [
      ...rows,
      {
        cells: [
          '+0.5% a week',
          creep === undefined ? 'not told' : `+${(100 * creep.change).toFixed(0)}% since ${creep.since}`,
        ],
        holds: creep !== undefined,
      },
      { cells: ['change points in all', `${changes.length}`], holds: null },
    ],
  };
}

/** Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
