import { BaseUnbuildable, Failure } from '../core/failure.ts';
import { BASE, type Side } from '../core/side.ts';
import { now } from '../system/clock.ts';
import { startProcess } from '../system/processes.ts';
import { withLastLines } from './last-lines.ts';
import { describeExit } from './service.ts';

export interface Build {
  readonly side: Side;
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a side's build to its end; the end of its output is shown only if it fails. */
export async function buildSide(build: Build, say: (line: string) => void): Promise<void> {
  const startedAt = now();
  say(`building ${build.side}`);
  const running = startProcess({ file: 'sh', args: ['-c', build.command], cwd: build.cwd, env: build.env });
  const exit = await running.exited;
  if (exit.code !== 0) {
    const Kind = build.side === BASE ? BaseUnbuildable : Failure;
    throw new Kind(
      'settings',
      withLastLines(`the build of ${build.side} failed (${describeExit(exit)})`, running.tail()),
      `Try the \`build\` command by itself in a fresh checkout of ${build.side}.`,
    );
  }
  say(`built ${build.side} in ${((now() - startedAt) / 1000).toFixed(1)} s`);
}
