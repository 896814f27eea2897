import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { measureAttribution } from './attribution.ts';
import { measureGrowthAudit } from './growth.ts';
import type { CaseFinding } from './shop-repository.ts';
import { simulateAttribution } from './simulated.ts';
import { measureSweepOrder } from './sweep.ts';

/**
 * Code or configuration, and what a setting costs under growth: simulated, and on the shop. `--only NAME` takes one part,
 * `--attributions N`, `--audits N` and `--long TIME` make parts shorter, `--seed WORD` deals the slots of attributions otherwise.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: ['simulated', 'attribution', 'growth', 'sweep'] },
    attributions: { type: 'string', default: '10' },
    audits: { type: 'string', default: '20' },
    long: { type: 'string', default: '20m' },
    seed: { type: 'string', default: 'attribution' },
  },
});
const PARTS: Readonly<Record<string, () => Promise<CaseFinding> | CaseFinding>> = {
  simulated: () => simulateAttribution(250),
  attribution: () => measureAttribution(Number(values.attributions), values.seed),
  growth: () => measureGrowthAudit(Number(values.audits)),
  sweep: () => measureSweepOrder(values.long),
};
const claims: CaseFinding['claims'][number][] = [];
for (const part of values.only) {
  const found = await PARTS[part]?.();
  if (found === undefined)
    throw new Error(`--only ${part}: expected one of ${Object.keys(PARTS).join(', ')}`);
  console.log(
    `\n## ${found.title}\n\n${markdownTable([found.header, ...found.rows].map((row) => [...row]))}\n`,
  );
  claims.push(...found.claims);
}
for (const { name, holds, figure } of claims)
  console.log(`${holds ? 'holds' : 'falls short'}: ${name} (${figure})`);
process.exitCode = claims.every(({ holds }) => holds) ? 0 : 1;
