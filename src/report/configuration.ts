import type { FileChange, SettingChange } from '../core/configuration/change.ts';
import type { Attribution, Cause, Explained, Part } from '../core/configuration/explained.ts';
import type { ConfigurationFinding } from '../core/configuration/finding.ts';
import type { Result } from '../core/result.ts';
import { formatStep } from './change.ts';
import type { Ink } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, listed, MINUS } from './numbers.ts';

/** Settings that a reader meets before anything is unfolded. */
const NAMED = 3;

/** What configuration has to do with the result, a sentence or two each; empty where nothing was declared or touched. */
export function configurationLines({ configuration, judgement }: Result, ink: Ink): string[] {
  if (configuration === undefined) return [];
  const { attribution } = configuration;
  return [
    ...(attribution === undefined ? [] : sayAttribution(attribution, judgement.verdict === 'fail', ink)),
    ...sayChanges(configuration, ink),
    ...sayVariables(configuration.environment, ink),
  ];
}

const CLAIMS: Readonly<Record<Cause, string>> = {
  configuration: 'It is the configuration.',
  code: 'It is the code.',
  both: 'Both code and configuration have a part in it.',
  neither: 'Measured again, neither code nor configuration was seen to change it.',
  open: 'Code and configuration could not be separated.',
};

function sayAttribution(attribution: Attribution, isWorse: boolean, ink: Ink): string[] {
  switch (attribution.kind) {
    case 'measured': {
      const [first] = attribution.explained;
      if (first === undefined)
        return [
          `${ink.strong('Code or configuration?')} The second measurement held too little of it to tell.`,
        ];
      return [`${ink.strong(CLAIMS[first.cause])} ${sayParts(first, ink)}.`];
    }
    case 'plain':
      return [sayPlain(attribution.cause, isWorse)];
    case 'failed':
      return [
        `${ink.strong('Code or configuration?')} Head's code with base's configuration could not be measured: ${ink.remark(attribution.reason)}`,
      ];
  }
}

function sayPlain(cause: 'code' | 'configuration', isWorse: boolean): string {
  const what = cause === 'code' ? 'No declared configuration changed' : 'Nothing but configuration changed';
  return isWorse ? `${what}: what is worse is the ${cause}'s doing.` : `${what}.`;
}

/** "p95 +31%: configuration +29% [24, 34], code +1% [−2, 4]", the larger part first. */
function sayParts(explained: Explained, ink: Ink): string {
  const size = ({ estimate }: Part): number => Math.abs(estimate);
  const parts = [
    { name: 'configuration', part: explained.configuration },
    { name: 'code', part: explained.code },
  ].toSorted((a, b) => size(b.part) - size(a.part));
  const said = parts.map(({ name, part }) => `${name} ${formatPart(explained, part)}`).join(', ');
  const { whole } = explained;
  return `${subject(explained, ink)} ${formatStep(explained, whole.estimate, (whole.high - whole.low) / 2)}: ${said}`;
}

/** "+29% [24, 34]". */
export function formatPart(of: Explained, { estimate, low, high }: Part): string {
  const precision = (high - low) / 2;
  const bare = (value: number): string =>
    formatStep(of, value, precision)
      .replace(/^\+/, '')
      .replace(/[^\d.]+$/, '');
  return `${formatStep(of, estimate, precision)} [${bare(low)}, ${bare(high)}]`.replaceAll('-', MINUS);
}

function sayChanges({ files, moreFiles }: ConfigurationFinding, ink: Ink): string[] {
  const said = [...sayRead(files, ink), ...sayUnread(files, moreFiles, ink)];
  if (said.length > 0 || files.length === 0) return said;
  return ['Files of configuration changed, but no setting in them.'];
}

function sayRead(files: readonly FileChange[], ink: Ink): string[] {
  const read = files.filter(({ settings }) => settings.length > 0);
  const [first] = read;
  if (first === undefined) return [];
  const named = read.flatMap(({ settings }) => settings.map((setting) => saySetting(setting, ink)));
  const all = read.reduce((sum, { settings, more }) => sum + settings.length + more, 0);
  const where = read.length === 1 ? ink.name(first.path) : count(read.length, 'file');
  return [`Configuration changed in ${where}: ${enumerate(named.slice(0, NAMED), all)}.`];
}

function sayUnread(files: readonly FileChange[], moreFiles: number, ink: Ink): string[] {
  const unread = files.filter(({ unread: reason }) => reason !== null);
  const all = unread.length + moreFiles;
  if (all === 0) return [];
  const named = unread
    .slice(0, NAMED)
    .map(({ path, unread: reason }) => `${ink.name(path)} (${ink.remark(reason ?? '')})`);
  const said = named.length === 0 ? '' : `: ${enumerate(named, all)}`;
  return [`Configuration changed that is not told key by key, ${count(all, 'file')}${said}.`];
}

/** "`/pool/size` 8 → 5", each part as it may be shown. */
export function saySetting({ key, kind, base, head, hidden }: SettingChange, ink: Ink): string {
  const name = ink.name(key);
  const shown = (value: string | null): string => (value === null ? 'none' : ink.name(value));
  if (hidden) return `${name} ${kind} (hidden)`;
  return `${name} ${shown(base)} → ${shown(head)}`;
}

/** "a, b and c", "a, b, c and 4 more". */
const enumerate = (named: readonly string[], all: number): string =>
  all > named.length || named.length < 3
    ? listed(named, all)
    : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;

function sayVariables(changes: readonly SettingChange[], ink: Ink): string[] {
  if (changes.length === 0) return [];
  const named = changes.slice(0, NAMED).map((change) => saySetting(change, ink));
  return [
    `plimsoll.yml changes declared variables: ${enumerate(named, changes.length)}. Both sides ran with base's values, so this is not in the numbers.`,
  ];
}
