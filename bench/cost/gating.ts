import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFold } from '../../src/core/fold.ts';
import { cutLeg, dealSchedule } from '../../src/core/schedule.ts';
import { openK6 } from '../../src/engines/k6/open.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { findFreePorts } from '../../src/system/ports.ts';
import { childrenCpuSeconds, runPlainK6 } from './plain-k6.ts';

const example = join(import.meta.dirname, '../../examples/shop');

export interface Gating {
  readonly rounds: readonly { readonly plain: number; readonly gated: number }[];
  readonly medianRatio: number;
}

/** The same load for the same time: one plain k6 with CSV output, then the gated pair; CPU seconds of k6 from the kernel's own accounts. */
export async function measureGating(load: {
  rate: number;
  seconds: number;
  rounds: number;
}): Promise<Gating> {
  const surroundings = { environment: process.env, say: console.error, signal: new AbortController().signal };
  const script = join(example, 'load/shop.js');
  const k6 = { path: process.env['PLIMSOLL_K6'] ?? '', version: '2.2.0', sha256: '' };
  const engine = await openK6({ k6, script, targetEnv: 'BASE_URL' }, surroundings);
  const services = [await startShop(), await startShop()];
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-cost-'));
  try {
    const plainScript = join(folder, 'plain.js');
    await writeFile(plainScript, plainLoad(script, load));
    const urls = services.map((service) => service.url);
    const plainArgs = [
      '--quiet',
      '--no-usage-report',
      '--out',
      `csv=${join(folder, 'plain.csv')}`,
      plainScript,
    ];
    const plainEnv = { PATH: process.env['PATH'] ?? '', BASE_URL: urls[0] ?? '' };
    const measurePlain = () => runPlainK6(engine.binary, ['run', ...plainArgs], plainEnv);
    const measureGated = async () => {
      const before = childrenCpuSeconds();
      await runGated(engine, urls, load);
      return childrenCpuSeconds() - before;
    };
    await engine.describe();
    const rounds: { plain: number; gated: number }[] = [];
    for (let round = 0; round < load.rounds; round++) {
      // The machine drifts: which of the two goes first alternates.
      const early = round % 2 === 0 ? await measurePlain() : await measureGated();
      const late = round % 2 === 0 ? await measureGated() : await measurePlain();
      const [plain, gated] = round % 2 === 0 ? [early, late] : [late, early];
      rounds.push({ plain, gated });
      console.error(`round ${round + 1}: plain ${plain.toFixed(1)} s, gated ${gated.toFixed(1)} s`);
    }
    const ratios = rounds.map((round) => round.gated / round.plain).sort((a, b) => a - b);
    return { rounds, medianRatio: ratios[Math.floor(ratios.length / 2)] as number };
  } finally {
    for (const service of services) service.child.kill();
    await rm(folder, { recursive: true });
  }
}

const plainLoad = (script: string, { rate, seconds }: { rate: number; seconds: number }): string => `
import * as shop from '${script}';
export * from '${script}';
const { scenarios, vus, duration, ...kept } = shop.options;
export default shop.default;
export const options = { ...kept, scenarios: { load: {
  executor: 'constant-arrival-rate', rate: ${rate}, timeUnit: '1s', duration: '${seconds}s', preAllocatedVUs: 10, maxVUs: 100,
} } };
`;

async function runGated(
  engine: Awaited<ReturnType<typeof openK6>>,
  urls: readonly string[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<void> {
  const random = seededRandom('cost');
  const shape = { sides: 2, windows: seconds / 2, windowMs: 2000, slotMs: 50 };
  const leg = cutLeg(dealSchedule(shape, random), 0, shape.windows, 0, random);
  const fold = createFold({ sides: ['base', 'head'], windows: shape.windows });
  const startAt = Date.now() + 1000;
  fold.beginLeg(leg, startAt);
  const targets = urls.map((url, i) => ({ side: i === 0 ? 'base' : 'head', url }));
  const run = engine.run(
    { targets, order: [0, 1], leg, startAt, rate, users: { ready: 10, most: 100 } },
    fold,
  );
  await sleep(startAt + 1000 * seconds - Date.now());
  await run.stop();
  await run.ended;
}

async function startShop(): Promise<{ child: ChildProcess; url: string }> {
  const [port] = await findFreePorts(1);
  const child = spawn(process.execPath, [join(example, 'server.js')], {
    env: { PORT: `${port}` },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    );
    if (up) return { child, url };
    await sleep(50);
  }
}
