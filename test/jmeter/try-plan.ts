import { Failure } from '../../src/core/failure.ts';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { createWorkspace } from '../engines/k6/rig.ts';
import { checkSides } from './check-sides.ts';
import { loadPlan } from './load-plan.ts';
import type { PlanCase } from './plan-case.ts';
import { engineFor } from './real-jmeter.ts';
import { startSideEcho } from './side-echo.ts';
import { ADDRESSES, writeSidedJava } from './sided-java.ts';
import { refused, type Trial, worked } from './trial.ts';

const RATE = 12;

/** Takes a plan through reading, copies and load beside itself, each side against a service that turns the other's requests away. */
export const tryPlan = (installation: Installation, plan: PlanCase, seconds: number): Trial => ({
  name: plan.name,
  async run() {
    await using folder = await createTemporaryDirectory('jmeter-test', process.env);
    await using workspace = await createWorkspace(plan.files);
    const [own, other] = ADDRESSES;
    await using base = await startSideEcho(({ address }) => address === own);
    await using head = await startSideEcho(({ address }) => address === other);
    const java = await writeSidedJava(folder.path, installation.java);
    const engine = engineFor({ ...installation, java }, workspace, plan.settings);
    try {
      const ran = await loadPlan({ engine, echoes: [base, head], seconds, rate: RATE });
      if (plan.expected instanceof RegExp) throw new Error(`it worked, expected ${plan.expected}`);
      const remark = checkSides(ran, seconds, plan.silent);
      plan.check?.(ran);
      return worked(remark);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { expected } = plan;
      const isExpected = expected instanceof RegExp ? expected.test(error.message) : expected === undefined;
      if (!isExpected || error.kind !== 'settings') throw error;
      return refused(error.message);
    }
  },
});
