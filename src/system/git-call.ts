import { execa } from 'execa';
import { childEnvironment } from './environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One run of git. Arguments are never read by a shell. */
export interface GitCall {
  readonly directory: string;
  readonly environment: Environment;
  /** Variables beside those that children inherit. */
  readonly extra?: Readonly<Record<string, string>>;
  /** What git reads on standard input; nothing by default. */
  readonly input?: string;
  readonly mostBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface GitOutcome {
  /** Why it did not end well: git said no, or it was stopped because it took or said too much; null when it did. */
  readonly failed: 'refused' | 'too slow' | 'too long' | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What a user's own configuration must not change, put where only the command line can put it. */
const SETTINGS = [
  // A checkout made by another user (container jobs): we run what is in this tree in any case.
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
  'color.ui=false',
  'fetch.recurseSubmodules=false',
  'log.showSignature=false',
  'status.relativePaths=true',
];

/** Ways to sign in to a remote that git may use beside what the clone has stored; the services never get them. */
const SIGN_IN = ['SSH_AUTH_SOCK', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_CONFIG_GLOBAL'];

/** A fetch that hangs is a network that is down. */
const TIMEOUT_MS = 300_000;
const MOST_BYTES = 4_000_000;

export async function callGit(args: readonly string[], call: GitCall): Promise<GitOutcome> {
  const { directory, environment, extra = {}, input, signal } = call;
  const result = await execa('git', [...SETTINGS.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: directory,
    env: childEnvironment(environment, {
      ...pick(environment, SIGN_IN),
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'C',
      ...extra,
    }),
    extendEnv: false,
    reject: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    encoding: 'buffer',
    stripFinalNewline: false,
    timeout: call.timeoutMs ?? TIMEOUT_MS,
    maxBuffer: call.mostBytes ?? MOST_BYTES,
  });
  signal?.throwIfAborted();
  const stderr = Buffer.from(result.stderr ?? '').toString('utf8');
  return {
    failed: reasonOf(result),
    stdout: Buffer.from(result.stdout ?? ''),
    stderr: stderr === '' && result.failed ? (result.shortMessage ?? '') : stderr,
  };
}

function reasonOf(result: {
  readonly failed: boolean;
  readonly timedOut: boolean;
  readonly isMaxBuffer: boolean;
}): GitOutcome['failed'] {
  if (!result.failed) return null;
  if (result.isMaxBuffer) return 'too long';
  return result.timedOut ? 'too slow' : 'refused';
}

function pick(environment: Environment, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
