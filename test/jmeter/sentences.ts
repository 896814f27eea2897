import assert from 'node:assert/strict';
import { setTimeout as passTime } from 'node:timers/promises';
import { Failure } from '../../src/core/failure.ts';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import { listProcesses, readProcess } from '../../src/system/process-table.ts';
import { element, group, plan, request } from '../engines/jmeter/plan-builder.ts';
import { createRecording, createWorkspace } from '../engines/k6/rig.ts';
import { script } from './elements.ts';
import { loadPlan } from './load-plan.ts';
import { engineFor } from './real-jmeter.ts';
import { startSideEcho } from './side-echo.ts';
import { type Trial, worked } from './trial.ts';

const get = request({ name: 'get', path: '/', host: 'localhost', port: '8080' });

interface Broken {
  readonly name: string;
  readonly plan: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly kind: Failure['kind'];
  readonly says: RegExp;
}

const BROKEN: readonly Broken[] = [
  {
    name: 'a plugin that is not there',
    plan: plan(group(get + element('com.example.ShinySampler', 'shiny', ''))),
    kind: 'settings',
    says: /needs a plugin that this JMeter does not have: com\.example\.ShinySampler$/,
  },
  {
    name: 'a plan that JMeter cannot read',
    plan: plan(
      group(get.replace('</HTTPSamplerProxy>', '<intProp name="x">many</intProp></HTTPSamplerProxy>')),
    ),
    kind: 'settings',
    says: /^JMeter cannot run the plan: .*Problem loading XML/,
  },
  {
    name: 'a full heap',
    plan: plan(
      group(get + script('JSR223Sampler', 'hoard', 'def all = []; while (true) all << new byte[5_000_000]')),
    ),
    environment: { HEAP: '-Xmx200m' },
    kind: 'measurement',
    says: /^JMeter for \w+ ran out of memory$/,
  },
  {
    name: 'a heap that Java cannot have',
    plan: plan(group(get)),
    environment: { HEAP: '-Xms2g -Xmx1g' },
    kind: 'measurement',
    says: /^JMeter for \w+ failed \(exit code 1\): .*heap size/i,
  },
];

/** Every way in which a JMeter itself fails has a sentence of its own. */
export const sentences = (installation: Installation): readonly Trial[] => [
  ...BROKEN.map((broken) => ({
    name: `sentence: ${broken.name}`,
    async run() {
      await using workspace = await createWorkspace({ 'plan.jmx': broken.plan });
      await using base = await startSideEcho(() => true);
      await using head = await startSideEcho(() => true);
      const environment = { ...process.env, ...broken.environment };
      const engine = engineFor(installation, workspace, {}, { environment });
      const load = { engine, echoes: [base, head] as const, seconds: 20, rate: 10 };
      const failure = await loadPlan(load).then(
        () => assert.fail('it worked'),
        (error: unknown) => error,
      );
      if (!(failure instanceof Failure)) throw failure;
      assert.match(failure.message, broken.says);
      assert.equal(failure.kind, broken.kind);
      return worked(failure.message);
    },
  })),
  {
    name: 'a JMeter that does not end when it is told is ended, with all that it started',
    async run() {
      const deaf = script(
        'JSR223Sampler',
        'deaf',
        'while (true) try { Thread.sleep(100000) } catch (InterruptedException e) {}',
      );
      const child = `['sleep', '4321'].execute()`;
      await using workspace = await createWorkspace({
        'plan.jmx': plan(
          group(script('JSR223Sampler', 'start', child), {
            tag: 'SetupThreadGroup',
            threads: '1',
            loops: 1,
          }) +
            group(get) +
            group(deaf, { tag: 'PostThreadGroup', threads: '1', loops: 1 }),
        ),
      });
      await using base = await startSideEcho(() => true);
      await using head = await startSideEcho(() => true);
      const engine = engineFor(installation, workspace);
      const { pids } = await loadPlan({ engine, echoes: [base, head], seconds: 2, rate: 10 });
      await passTime(200);
      const left = listProcesses().filter((pid) => {
        const entry = readProcess(pid);
        return entry !== null && !entry.ended && pids.includes(entry.group);
      });
      assert.deepEqual(left, []);
      return worked();
    },
  },
  {
    name: 'a JMeter that is stopped while it starts',
    async run() {
      await using workspace = await createWorkspace({ 'plan.jmx': plan(group(get)) });
      await using base = await startSideEcho(() => true);
      const engine = engineFor(installation, workspace);
      const leg = {
        sides: 1,
        windows: 60,
        windowMs: 1000,
        slotMs: 100,
        firstWindow: 0,
        warmupWindows: 0,
        deal: new Uint8Array(600),
      };
      const run = engine.run(
        {
          targets: [{ side: 'base', url: base.url }],
          order: [0],
          leg,
          startAt: Date.now(),
          rate: 10,
          users: { ready: 5, most: 5 },
        },
        createRecording(),
      );
      await passTime(700);
      const asked = performance.now();
      await run.stop();
      const tookMs = performance.now() - asked;
      assert.ok(tookMs < 6500, `it took ${tookMs.toFixed(0)} ms`);
      assert.deepEqual(
        (await run.ended).map(({ failure }) => failure),
        [null],
      );
      return worked(`gone after ${tookMs.toFixed(0)} ms`);
    },
  },
];
