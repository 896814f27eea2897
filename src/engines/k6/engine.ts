import type { Engine } from '../../core/engine.ts';
import { describeScript, type K6Facts } from './describe.ts';
import { runLeg } from './run.ts';
import type { K6Setup } from './setup.ts';

export interface K6Engine extends Engine {
  /** Path of the k6 that runs. */
  readonly binary: string;
}

export function createK6Engine(setup: K6Setup): K6Engine {
  let facts: Promise<K6Facts> | null = null;
  const describe = (): Promise<K6Facts> => {
    facts ??= describeScript(setup);
    return facts;
  };
  return {
    name: 'k6',
    version: setup.binary.version,
    binary: setup.binary.path,
    describe,
    run: (run, sink) => runLeg({ setup, facts: describe(), run, sink }),
  };
}
