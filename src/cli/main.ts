import packageJson from '../../package.json' with { type: 'json' };
import { codeOfFailure, DONE } from '../core/exit-code.ts';
import { Failure } from '../core/failure.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { onInterrupt } from '../system/interrupt.ts';
import { parseArguments } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import { renderHelp } from './help.ts';
import { openTerminal } from './terminal.ts';

/** The command: reads the world once, runs what was asked for, and is the one place that decides the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal(process.stdout, process.env);
  using interrupt = onInterrupt();
  const surroundings: Surroundings = {
    environment: process.env,
    say: terminal.say,
    progress: terminal.progress,
    signal: interrupt.signal,
    version: packageJson.version,
  };
  try {
    const asked = parseArguments(argv, COMMANDS);
    switch (asked.kind) {
      case 'help':
        terminal.print(renderHelp(COMMANDS));
        return DONE;
      case 'version':
        terminal.print(packageJson.version);
        return DONE;
      case 'command':
        return await asked.command.run(asked.request, surroundings, terminal);
    }
  } catch (error) {
    terminal.clear();
    return explain(error, interrupt.signal);
  }
}

/** Says what went wrong, on stderr: in the failure's own words, or with the stack when it is our mistake. */
function explain(error: unknown, signal: AbortSignal): number {
  if (signal.aborted) {
    process.stderr.write(
      'plimsoll: interrupted; nothing was compared, everything that was started has been stopped\n',
    );
    return codeOfFailure('measurement');
  }
  if (error instanceof Failure) {
    process.stderr.write(`plimsoll: ${error.message}\n${error.hint}\n`);
    return codeOfFailure(error.kind);
  }
  process.stderr.write(
    `plimsoll: an error that should not happen; please report it\n${error instanceof Error ? error.stack : error}\n`,
  );
  return codeOfFailure('measurement');
}
