import { join } from 'node:path';
import type { Engine } from '../../src/core/engine.ts';
import { createJMeterEngine } from '../../src/engines/jmeter/engine.ts';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import { locateJMeter } from '../../src/engines/jmeter/locate.ts';
import type { JMeterScript } from '../../src/engines/jmeter/script.ts';
import type { JMeterSetup } from '../../src/engines/jmeter/setup.ts';
import type { Workspace } from '../engines/k6/rig.ts';

/** The real JMeter, found the way any run finds it. */
export function findJMeter(say: (line: string) => void): Promise<Installation> {
  const wish = {
    home: process.env['PLIMSOLL_JMETER'] ?? '',
    version: '5.6.3',
    sha512: '',
    targetProperty: [],
    transactions: 'plan',
    args: [],
    remoteHosts: [],
  } as const;
  return locateJMeter(wish, process.env, say, new AbortController().signal);
}

/** Many of them start, and none runs for long. */
const QUICK = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';

export const engineFor = (
  installation: Installation,
  workspace: Workspace,
  script: Partial<JMeterScript> = {},
  setup: Partial<JMeterSetup> = {},
): Engine =>
  createJMeterEngine({
    installation,
    script: {
      path: join(workspace.path, 'plan.jmx'),
      origins: [],
      targetProperty: [],
      properties: {},
      transactions: 'plan',
      ...script,
    },
    args: [],
    remoteHosts: [],
    cwd: workspace.path,
    environment: { ...process.env, JVM_ARGS: QUICK },
    ...setup,
  });
