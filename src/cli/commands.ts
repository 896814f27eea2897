import type { Command } from './command.ts';
import { COMPARE } from './compare.ts';
import { DEMO } from './demo/demo.ts';
import { DOCTOR } from './doctor.ts';
import { HISTORY } from './history.ts';
import { INIT } from './init/init.ts';
import { RECORD } from './record.ts';
import { REPORT } from './report.ts';
import { SWEEP } from './sweep.ts';

/** Every command there is, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [COMPARE, RECORD, REPORT, HISTORY, DOCTOR, SWEEP, INIT, DEMO];
