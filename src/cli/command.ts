import type { Surroundings } from '../pipeline/surroundings.ts';
import type { SettingKey } from '../settings/definitions.ts';
import type { Terminal } from './terminal.ts';

/** A flag that belongs to one command and is no setting. */
export interface OwnFlag {
  readonly placeholder: string;
  /** One or two short sentences for help. */
  readonly means: string;
  readonly byDefault: string;
  /** May be given several times; the values come one a line. */
  readonly repeats?: boolean;
  /** What the flag stands for where no value follows it. */
  readonly bare?: string;
}

/** One thing that the command can be asked to do. */
export interface Command {
  readonly name: string;
  /** What it does, in one line of help. */
  readonly summary: string;
  /** Settings that it takes as flags; null for all of them. */
  readonly settings: readonly SettingKey[] | null;
  /** Flags of its own, by name. */
  readonly own: Readonly<Record<string, OwnFlag>>;
  /** Names of what may follow the command, in order; a last one that ends in `...` stands for one or more. */
  readonly operands: readonly string[];
  /** Gives the exit code. Throws a Failure when the question cannot be answered. */
  run(request: Request, surroundings: Surroundings, terminal: Terminal): Promise<number>;
}

export interface Request {
  /** Settings by flag, in order of appearance; one empty text for a flag without a value. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  /** The command's own flags by name, the last value of each unless it repeats; absent where not given. */
  readonly own: Readonly<Record<string, string>>;
  readonly operands: readonly string[];
}
