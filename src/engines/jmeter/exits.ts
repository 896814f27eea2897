import { type Failure, measurementFailure, settingsFailure } from '../../core/failure.ts';
import type { Side } from '../../core/side.ts';
import type { Exit } from '../../system/processes.ts';
import { shorten } from './log.ts';

export interface JMeterEnd {
  readonly exit: Exit;
  /** The end of what it printed. */
  readonly output: string;
  /** What it logged last as an error; empty for nothing. */
  readonly said: string;
  readonly side: Side;
  /** Whether we had asked it to stop. */
  readonly stopped: boolean;
  /** How long before the end of the load it ended, ms; 0 or less when it did its part. */
  readonly earlyMs: number;
}

/** How a JMeter ended, as a sentence; null where nothing went wrong. Its exit code knows of little: samples that fail are not in it. */
export function failureOf(end: JMeterEnd): Failure | null {
  const { exit, output, side, stopped } = end;
  if (/OutOfMemoryError/.test(output)) {
    return measurementFailure(
      `JMeter for ${side} ran out of memory`,
      'Give it more (env HEAP: -Xms512m -Xmx2g), lower the rate, or keep less of the answers in the plan.',
    );
  }
  const plugin = missingClass(output);
  if (plugin !== null) {
    return settingsFailure(
      `the plan needs a plugin that this JMeter does not have: ${plugin}`,
      'Install the plugin into lib/ext of a JMeter and set `jmeter-home` to it, or disable the element in the plan.',
    );
  }
  const missing = /remote engines could not be configured:\s*\[(.*?)\]/.exec(output)?.[1];
  if (missing !== undefined) {
    return settingsFailure(
      `no JMeter server answers at ${missing}`,
      'Start `jmeter-server` there and open its ports. Both ends need the same server.rmi.ssl settings (here: `jmeter-args: -Jserver.rmi.ssl.disable=true`, for example).',
    );
  }
  if (HAVE_NOT_STARTED.test(output)) {
    return measurementFailure(
      `a JMeter server of ${side} would not begin${/Engine is busy/.test(`${output} ${end.said}`) ? ': it still runs another test' : ''}`,
      'Wait until it is free, or restart `jmeter-server`. Its log says more.',
    );
  }
  const refusal = /Error in NonGUIDriver (.*)/.exec(output)?.[1];
  if (refusal !== undefined) {
    return settingsFailure(
      `JMeter cannot run the plan: ${shorten(refusal)}`,
      'Open the plan in JMeter, or run `jmeter -n -t` on it, and correct it.',
    );
  }
  if (stopped) return null;
  if (exit.code === 137 || exit.signal === 'SIGKILL') {
    return measurementFailure(
      `JMeter for ${side} was killed, most likely because the machine ran out of memory`,
      'Lower the rate, or its heap (env HEAP: -Xmx512m).',
    );
  }
  if (exit.code === 0 && end.earlyMs <= 0) return null;
  const words = end.said || (exit.code === 0 ? '' : lastLine(output));
  const quote = words === '' ? '' : `: ${words}`;
  return measurementFailure(
    exit.code === 0
      ? `JMeter for ${side} ended ${(end.earlyMs / 1000).toFixed(1)} s before the load was over${quote}`
      : `JMeter for ${side} failed (${exit.code === null ? `signal ${exit.signal}` : `exit code ${exit.code}`})${quote}`,
    'Run the plan by itself with `jmeter -n -t` to see what is wrong.',
  );
}

/** A Java that cannot begin says why, and logs nothing. It also tells which variables it has read, at any moment. */
const lastLine = (output: string): string =>
  shorten(
    output
      .trim()
      .split('\n')
      .findLast((line) => !PICKED_UP.test(line)) ?? '',
  );

const PICKED_UP = /^(?:NOTE: )?Picked up \w+:/;

/** Said by a JMeter whose servers were there and refused. */
export const HAVE_NOT_STARTED = /remote engines have not started/;

/** XStream names the class that a plan asks for and nobody has; JMeter repeats it in several ways. */
const missingClass = (output: string): string | null =>
  /(?:CannotResolveClassException|missing class|ClassNotFoundException)[: ]+(?:com\.thoughtworks\.[\w.]+CannotResolveClassException: )?((?:[a-z_][\w$]*\.)+[A-Z][\w$.]*)/.exec(
    output.replaceAll(
      'com.thoughtworks.xstream.mapper.CannotResolveClassException',
      'CannotResolveClassException',
    ),
  )?.[1] ?? null;
