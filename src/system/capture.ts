import { execa } from 'execa';
import type { Command } from './processes.ts';

export interface Captured {
  /** Null when it could not be started, ran into the time-out or was ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CaptureLimits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

const MOST_CHARACTERS = 20_000_000;

/** Runs a short command to its end and keeps what it said. Never throws for what the command does. */
export async function captureOutput(command: Command, limits: CaptureLimits): Promise<Captured> {
  const result = await execa(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: limits.timeoutMs,
    maxBuffer: MOST_CHARACTERS,
    ...(limits.signal === undefined ? {} : { cancelSignal: limits.signal }),
  });
  return {
    code: result.exitCode ?? null,
    stdout: result.stdout ?? '',
    stderr: result.stderr || (result.exitCode === undefined ? (result.shortMessage ?? '') : ''),
  };
}
