import { type Failure, measurementFailure, settingsFailure } from '../../core/failure.ts';
import type { Side } from '../../core/side.ts';
import type { Exit } from '../../system/processes.ts';
import { lastError } from './own-words.ts';

export interface K6End {
  readonly exit: Exit;
  /** The end of k6's log. */
  readonly log: string;
  readonly side: Side;
  /** Whether we had asked it to stop. */
  readonly stopped: boolean;
  /** How long before the end of the load it ended, ms; 0 or less when it did its part. */
  readonly earlyMs: number;
}

/** k6's exit codes (`errext/exitcodes/codes.go`, the same from 1.0 to 2.2) as sentences; null where nothing went wrong. */
export function failureOf(end: K6End): Failure | null {
  const { exit, side } = end;
  const said = lastError(end.log);
  const quote = said === '' ? '' : `: ${said}`;
  switch (exit.code) {
    case 0:
    case THRESHOLDS:
      if (end.stopped || end.earlyMs <= 0) return null;
      return measurementFailure(
        `k6 for ${side} ended ${(end.earlyMs / 1000).toFixed(1)} s before the load was over`,
        'Run the script by itself with k6 to see why it stops.',
      );
    case 97:
    case 98:
      return measurementFailure(
        `k6 for ${side} lost its cloud run (exit code ${exit.code})${quote}`,
        CLOUD_HINT,
      );
    case 100:
      return settingsFailure(
        `setup() of the script took too long against ${side}${quote}`,
        'Shorten setup(), or raise setupTimeout in its options.',
      );
    case 101:
      if (end.stopped) return null;
      return settingsFailure(
        `teardown() of the script took too long against ${side}${quote}`,
        'Shorten teardown(), or raise teardownTimeout in its options.',
      );
    case 102:
      return settingsFailure(
        `a function of the script took too long against ${side}${quote}`,
        'Shorten it, or raise its time-out in the options.',
      );
    case 103:
    case 105:
      if (end.stopped) return null;
      return measurementFailure(
        `k6 for ${side} was stopped by someone else (exit code ${exit.code})`,
        'Run again; if it repeats, look for what ends processes on this machine.',
      );
    case 104:
      return settingsFailure(
        `k6 did not accept the script's options${quote}`,
        'Run `k6 inspect` on the script; plimsoll replaces its scenarios and keeps all other options.',
      );
    case 106:
      return measurementFailure(`k6 for ${side} could not open its REST API${quote}`, 'Run again.');
    case 107:
      return settingsFailure(
        `the script threw an exception against ${side}${quote}`,
        'Run the script by itself with k6, with the same variables set.',
      );
    case 108:
      return settingsFailure(
        `the script aborted the test against ${side}${quote}`,
        'It called exec.test.abort(); a comparison needs a script that runs on. Answers that fail are counted without it.',
      );
    case 110:
      return settingsFailure(
        `the script marked the test as failed against ${side}${quote}`,
        'It called exec.test.fail(); use checks instead, they are compared between the sides.',
      );
    case 109:
      return measurementFailure(
        `k6 itself crashed while loading ${side}${quote}`,
        'Run again; if it repeats, report it to https://github.com/grafana/k6/issues or use another k6 version.',
      );
    case 137:
      return killed(side);
    default:
      return unexpected(end, quote);
  }
}

/** The exit code that says a threshold of the script did not hold; the conditions are in the summary. */
const THRESHOLDS = 99;
const CLOUD_HINT = 'Run the script locally: plimsoll reads k6 itself and needs no cloud.';

const killed = (side: Side): Failure =>
  measurementFailure(
    `k6 for ${side} was killed, most likely because the machine ran out of memory`,
    'Lower the rate or the virtual users, or set discardResponseBodies: true in the script.',
  );

function unexpected(end: K6End, quote: string): Failure | null {
  if (end.exit.code === null && end.stopped) return null;
  if (end.exit.signal === 'SIGKILL') return killed(end.side);
  const how = end.exit.code === null ? `signal ${end.exit.signal}` : `exit code ${end.exit.code}`;
  return measurementFailure(
    `k6 for ${end.side} failed (${how})${quote}`,
    'Run the script by itself with k6 to see what is wrong.',
  );
}
