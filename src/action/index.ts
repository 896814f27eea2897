import packageJson from '../../package.json' with { type: 'json' };
import { openJob } from '../github/job.ts';
import { runCompare } from '../pipeline/compare.ts';
import { onInterrupt } from '../system/interrupt.ts';
import { doctor, record } from './errands.ts';
import { main } from './main.ts';
import { leaveWord } from './state.ts';

leaveWord(process.env);
using interrupt = onInterrupt();
process.exitCode = await main({
  environment: process.env,
  job: openJob(),
  signal: interrupt.signal,
  version: packageJson.version,
  compare: runCompare,
  record,
  doctor,
});
