import type { Engine } from '../../core/engine.ts';
import { ADVICE } from './advice.ts';
import { describePlan, type JMeterFacts } from './describe.ts';
import { runLeg } from './run.ts';
import type { JMeterSetup } from './setup.ts';

export function createJMeterEngine(setup: JMeterSetup): Engine {
  let facts: Promise<JMeterFacts> | null = null;
  const describe = (): Promise<JMeterFacts> => {
    facts ??= describePlan(setup.script);
    return facts;
  };
  return {
    name: 'jmeter',
    version: setup.installation.version,
    advice: ADVICE,
    describe,
    run: (run, sink) => runLeg({ setup, facts: describe(), run, sink }),
  };
}
