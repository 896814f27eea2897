import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/statistics/random.ts';
import { type Gathered, readGathered } from './gathered.ts';
import { recordShop } from './shop-recording.ts';

/** Real recordings of the shop, written one by one, so that a run that is cut short is gone on with: `node gather.ts --out FILE`. */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    recordings: { type: 'string', default: '20' },
    comparisons: { type: 'string', default: '20' },
    changed: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '30' },
    cpu: { type: 'string', default: '0.75' },
  },
});
const { out } = values;
if (out === undefined) throw new Error('received no --out, expected the file to keep recordings in');
const cpuMs = Number(values.cpu);
const roles: { role: Gathered['role']; burnMs: number; many: number }[] = [
  { role: 'recorded', burnMs: 0, many: Number(values.recordings) },
  { role: 'unchanged', burnMs: 0, many: Number(values.comparisons) },
  { role: '+30%', burnMs: 0.3 * cpuMs, many: Number(values.changed) },
  { role: '+100%', burnMs: cpuMs, many: Number(values.changed) },
];
const gathered = readGathered(out);
for (const { role, burnMs, many } of roles) {
  for (let at = gathered.filter((one) => one.role === role).length; at < many; at++) {
    // Every second one has company on the machine, with a share of a core drawn anew each time.
    const share = 0.1 + 0.6 * seededRandom(`hog ${role} ${at}`)();
    const hog = at % 2 === 1 ? share : 0;
    const started = performance.now();
    const recording = await recordShop({
      budgetMs: 1000 * Number(values.seconds),
      seed: `${role} ${at}`,
      burnMs,
      hog,
    });
    gathered.push({ role, hog, recording });
    writeFileSync(out, JSON.stringify(gathered));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${role} ${at + 1} of ${many}, hog ${hog.toFixed(2)}: ${seconds} s`);
  }
}
