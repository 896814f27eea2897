import { parseArgs } from 'node:util';
import { type Failure, settingsFailure } from '../core/failure.ts';
import type { SettingKey } from '../settings/definitions.ts';
import { FLAG_KEYS } from '../settings/flag-help.ts';
import { didYouMean } from '../settings/suggestion.ts';

/** The commands, and the flags each of them takes; null for all, known or not, because the settings have the better sentence for a wrong one. */
const COMMANDS: Readonly<Record<string, readonly SettingKey[] | null>> = {
  compare: null,
  demo: ['rate', 'budget', 'starts', 'seed', 'inconclusive', 'k6-path', 'k6-version', 'k6-sha256'],
};

export type CommandName = 'compare' | 'demo' | 'help' | 'version';

export interface Arguments {
  readonly command: CommandName;
  /** Values by flag in order of appearance; one empty text for a flag without a value. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly positionals: readonly string[];
}

/** Takes a command line apart, without the program's own name. Throws a settings failure for one that makes no sense. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { flags, positionals } = readTokens(argv);
  const [name, ...rest] = positionals;
  if (Object.hasOwn(flags, 'help') || name === 'help' || argv.length === 0) return only('help');
  if (Object.hasOwn(flags, 'version')) return only('version');
  if (name === undefined) throw wrong('received no command, expected compare or demo');
  const allowed = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (allowed === undefined) {
    const known = [...Object.keys(COMMANDS), 'help'];
    throw wrong(
      `received the unknown command ${JSON.stringify(name)}, expected compare or demo${didYouMean(name, known)}`,
    );
  }
  if (rest.length > 0) throw wrong(`received ${JSON.stringify(rest[0])} after ${name}, expected flags only`);
  const foreign = Object.keys(flags).filter((flag) => allowed?.every((key) => key !== flag) ?? false);
  if (foreign.length > 0) {
    const received = foreign.map((flag) => `--${flag}${didYouMean(flag, allowed ?? [], '--')}`);
    throw wrong(`${name} does not take ${received.join(', nor ')}`);
  }
  return { command: name as CommandName, flags, positionals: rest };
}

const only = (command: CommandName): Arguments => ({ command, flags: {}, positionals: [] });

const wrong = (message: string): Failure =>
  settingsFailure(message, 'plimsoll --help lists commands and flags.');

/** Unknown flags are kept with the value that seems to be theirs, so that they are reported with everything else. */
function readTokens(argv: readonly string[]): Pick<Arguments, 'flags' | 'positionals'> {
  const known = FLAG_KEYS.map((key) => [key, { type: 'string', multiple: true }] as const);
  const { tokens } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(known),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const flags = new Map<string, string[]>();
  const positionals: string[] = [];
  let open: string | null = null;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (open === null) positionals.push(token.value);
      else flags.get(open)?.splice(-1, 1, token.value);
      open = null;
    } else if (token.kind === 'option') {
      const inline = token.inlineValue === true;
      if (!inline && token.value?.startsWith('--') === true) throw swallowed(token.name, token.value);
      flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? '']);
      open = token.value === undefined && !['help', 'version'].includes(token.name) ? token.name : null;
    }
  }
  return { flags: Object.fromEntries(flags), positionals };
}

const swallowed = (name: string, value: string): Failure =>
  wrong(
    `--${name} received no value before ${value}, expected one (--${name}=${value} if that is the value)`,
  );
