import packageJson from '../../package.json' with { type: 'json' };
import { onInterrupt } from '../cli/interrupt.ts';
import { openJob } from '../github/job.ts';
import { runCompare } from '../pipeline/compare.ts';
import { main } from './main.ts';

using interrupt = onInterrupt();
process.exitCode = await main({
  environment: process.env,
  job: openJob(),
  signal: interrupt.signal,
  version: packageJson.version,
  compare: runCompare,
});
