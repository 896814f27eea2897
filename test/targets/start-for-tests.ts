import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import type { RunningTargets } from '../../src/core/target.ts';
import { findMarked, RUN_MARK } from '../../src/system/process-mark.ts';
import { readProcess } from '../../src/system/process-table.ts';
import { type StartPlan, startSides } from '../../src/targets/start-sides.ts';

const service = fileURLToPath(new URL('./fixtures/service.mjs', import.meta.url));
export const node = `"${process.execPath}" "${service}"`;
const never = new AbortController().signal;
const cwd = fileURLToPath(new URL('.', import.meta.url));
const running: RunningTargets[] = [];

/** Whatever a test does, no process may be left. */
export async function stopStarted(): Promise<void> {
  for (const one of running.splice(0)) await one[Symbol.asyncDispose]();
  expect(findMarked(RUN_MARK)).toEqual([]);
}

interface Wanted {
  readonly start?: string;
  readonly stop?: string;
  readonly env?: Record<string, string>;
  readonly headEnv?: Record<string, string>;
  readonly path?: string;
  readonly timeoutMs?: number;
  readonly order?: readonly number[];
  readonly pickPorts?: StartPlan['pickPorts'];
}

export async function start(wanted: Wanted, signal = never): Promise<RunningTargets> {
  const commands = ['base', 'head'].map((side) => ({
    side,
    start: wanted.start ?? node,
    stop: wanted.stop ?? '',
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      ...wanted.env,
      ...(side === 'head' ? wanted.headEnv : {}),
    },
  }));
  const up = await startSides(
    {
      commands,
      order: wanted.order ?? [0, 1],
      ready: { path: wanted.path ?? '/', timeoutMs: wanted.timeoutMs ?? 10_000 },
      ...(wanted.pickPorts === undefined ? {} : { pickPorts: wanted.pickPorts }),
    },
    signal,
  );
  running.push(up);
  return up;
}

export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

interface Answer {
  readonly env: Record<string, string>;
  readonly pid: number;
}

export const ask = async (url: string): Promise<Answer> => (await (await fetch(url)).json()) as Answer;
export const portOf = (url: string): number => Number(new URL(url).port);

/** Ended processes whose parent has not collected them do not count. */
export const lives = (pid: number): boolean => readProcess(pid)?.ended === false;
