import { parseArgs } from 'node:util';
import { type Failure, settingsFailure } from '../core/failure.ts';
import { FLAG_KEYS } from '../settings/flag-help.ts';
import { didYouMean } from '../settings/suggestion.ts';
import type { Command, Request } from './command.ts';

/** What a command line asks for. */
export type Asked =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'command'; readonly command: Command; readonly request: Request };

/** Takes a command line apart, without the program's own name. Throws a settings failure for one that makes no sense. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Asked {
  const { flags, positionals } = readTokens(completeBare(argv, commands), commands);
  const [name, ...operands] = positionals;
  if (Object.hasOwn(flags, 'help') || name === 'help' || argv.length === 0) return { kind: 'help' };
  if (Object.hasOwn(flags, 'version')) return { kind: 'version' };
  const expected = inWords(commands.map((command) => command.name));
  if (name === undefined) throw wrong(`received no command, expected ${expected}`);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const known = [...commands.map((candidate) => candidate.name), 'help'];
    throw wrong(
      `received the unknown command ${JSON.stringify(name)}, expected ${expected}${didYouMean(name, known)}`,
    );
  }
  const takesMore = command.operands.at(-1)?.endsWith('...') === true;
  if (operands.length > command.operands.length && !takesMore) throw tooMuch(command, operands);
  return { kind: 'command', command, request: { ...sortFlags(command, flags), operands } };
}

type Flags = Readonly<Record<string, readonly string[]>>;

/** Unknown flags stay among the settings where all settings are taken, because those have the better sentence for a wrong one. */
function sortFlags(command: Command, flags: Flags): Pick<Request, 'flags' | 'own'> {
  const isOwn = (flag: string): boolean => Object.hasOwn(command.own, flag);
  const isTaken = (flag: string): boolean =>
    isOwn(flag) || command.settings === null || command.settings.some((key) => key === flag);
  const foreign = Object.keys(flags).filter((flag) => !isTaken(flag));
  if (foreign.length > 0) {
    const known = [...Object.keys(command.own), ...(command.settings ?? [])];
    const received = foreign.map((flag) => `--${flag}${didYouMean(flag, known, '--')}`);
    throw wrong(`${command.name} does not take ${received.join(', nor ')}`);
  }
  const entries = Object.entries(flags);
  return {
    flags: Object.fromEntries(entries.filter(([flag]) => !isOwn(flag))),
    own: Object.fromEntries(
      entries
        .filter(([flag]) => isOwn(flag))
        .map(([flag, values]) => [
          flag,
          command.own[flag]?.repeats === true ? values.join('\n') : (values.at(-1) ?? ''),
        ]),
    ),
  };
}

function tooMuch(command: Command, operands: readonly string[]): Failure {
  const received = JSON.stringify(operands[command.operands.length]);
  const expected = command.operands.length === 0 ? 'flags only' : `${command.operands.join(' ')}, then flags`;
  return wrong(`received ${received} after ${command.name}, expected ${expected}`);
}

const wrong = (message: string): Failure =>
  settingsFailure(message, 'plimsoll --help lists commands and flags.');

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** Flags that may stand alone get the value that they stand for, else they would take the next flag for it. */
function completeBare(argv: readonly string[], commands: readonly Command[]): string[] {
  const own = commands.find(({ name }) => name === argv[0])?.own ?? {};
  return argv.map((argument, at) => {
    const bare = own[argument.replace(/^--/, '')]?.bare;
    const next = argv[at + 1];
    const isAlone = argument.startsWith('--') && (next === undefined || next.startsWith('--'));
    return bare !== undefined && isAlone ? `${argument}=${bare}` : argument;
  });
}

/** Unknown flags are kept with the value that seems to be theirs, so that they are reported with everything else. */
function readTokens(
  argv: readonly string[],
  commands: readonly Command[],
): { readonly flags: Flags; readonly positionals: readonly string[] } {
  const names = [...FLAG_KEYS, ...commands.flatMap((command) => Object.keys(command.own))];
  const known = names.map((name) => [name, { type: 'string', multiple: true }] as const);
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
