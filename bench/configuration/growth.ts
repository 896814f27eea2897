import type { AuditedVariant, GrowthAudit } from '../../src/core/sweep/audit.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { auditSentences, sayReach } from '../../src/report/sweep-growth-words.ts';
import { findCapacity } from './shop-capacity.ts';
import { type CaseFinding, sweepShop } from './shop-repository.ts';

/** A pool of one, which is harmless until the shop grows; how much is logged at the start has nothing to do with it. */
const TODAY = { '/pool/size': '1' };
const VARY = ['/pool/size=8', '/log/level=error'];
/** Today's load as a share of what a pool of one sustains: it stands that, and falls short by a tenth at one and a half times as much. */
const SHARE = 0.74;
/** Of each block, ms: short, so that twenty audits end within half an hour. */
const COUNTED_MS = 1500;

/**
 * The shop with a default that stalls it under growth, beside a setting that does nothing: the first must be found, named and priced,
 * the second must not be accused, run after run.
 */
export async function measureGrowthAudit(runs: number): Promise<CaseFinding> {
  const expectedRate = Math.round(SHARE * (await findCapacity({ POOL_SIZE: TODAY['/pool/size'] })));
  console.error(`today's load: ${expectedRate} iterations/s`);
  const rows: string[][] = [];
  const audits: GrowthAudit[] = [];
  for (let run = 1; run <= runs; run++) {
    const result = await sweepShop({
      ...{ today: TODAY, vary: VARY, values: {}, seed: `growth ${run}` },
      wish: { design: 'one at a time', growthFrom: expectedRate, countedMs: COUNTED_MS },
      say: () => undefined,
    });
    const { growth, measurement } = result;
    if (growth === undefined) throw new Error('no growth was tried');
    audits.push(growth);
    const [today, pool, log] = growth.variants as readonly [AuditedVariant, AuditedVariant, AuditedVariant];
    const row = [
      ...[`${run}`, sayReach(today), `${sayReach(pool)}: ${pool.standing}`],
      `${percent(pool.price.cpu)} CPU, ${percent(pool.price.memory)} memory`,
      ...[`${sayReach(log)}: ${log.standing}`, `${Math.round(measurement.loadMs / 1000)} s`],
    ];
    rows.push(row);
    console.error([...row, auditSentences(result, PLAIN)[0] ?? ''].join(' · '));
  }
  return {
    title: `A default that stalls the shop at growth from ${expectedRate} iterations/s, and a setting that does nothing`,
    header: ['run', 'pool.size=1, today', 'pool.size=8', 'its price', 'log.level=error', 'load'],
    rows,
    claims: claimsOf(audits),
  };
}

function claimsOf(audits: readonly GrowthAudit[]): CaseFinding['claims'] {
  const runs = audits.length;
  const found = audits.filter(
    ({ guilty, variants }) =>
      guilty.includes(0) && variants[1]?.standing === 'further' && variants[1].price.cpu !== null,
  );
  const accused = audits.filter(({ guilty }) => guilty.includes(1));
  return [
    {
      name: 'the pool is found, named and priced in 9 of 10 runs',
      holds: found.length >= 0.9 * runs,
      figure: `${found.length} of ${runs}`,
    },
    {
      name: 'the harmless setting is accused at most once in 20 runs',
      holds: accused.length <= Math.max(1, Math.floor(runs / 20)),
      figure: `${accused.length} of ${runs}`,
    },
  ];
}

const percent = (ratio: number | null): string => (ratio === null ? '–' : `${(100 * ratio).toFixed(1)}%`);
