import type { SettingChange } from '../core/configuration/change.ts';
import type { Result } from '../core/result.ts';
import { type Block, folded, list, paragraph, table } from './blocks.ts';
import { formatPart } from './configuration.ts';
import { MARKDOWN } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, formatSeconds, NOTHING } from './numbers.ts';
import { codeCell } from './untrusted.ts';

/** All settings that changed, and how the change was split between code and configuration; folded. */
export const configurationBlocks = (result: Result): readonly Block[] => [
  ...attributionBlocks(result),
  ...settingBlocks(result),
];

function attributionBlocks({ configuration }: Result): readonly Block[] {
  const attribution = configuration?.attribution;
  if (attribution?.kind !== 'measured' || attribution.explained.length === 0) return [];
  const { explained, windows, windowMs } = attribution;
  const load = formatSeconds((windows * windowMs) / 1000);
  return folded('Code or configuration: how much each explains', [
    table(
      [
        { title: '', align: 'l' },
        { title: 'in all', align: 'r' },
        { title: 'configuration', align: 'r' },
        { title: 'code', align: 'r' },
        { title: '', align: 'l' },
      ],
      explained.map((one) => [
        subject(one, { ...MARKDOWN, name: codeCell }),
        formatPart(one, one.whole),
        formatPart(one, one.configuration),
        formatPart(one, one.code),
        one.cause === 'open' ? 'not separated' : one.cause,
      ]),
    ),
    paragraph(
      `A second measurement after the verdict, ${load} of load on three versions in the same seconds: base, head, and head's code with base's configuration. ` +
        'From base to the third it is the code that differs, from the third to head the configuration. Both intervals of a line hold together at 95%. The verdict does not rest on this.',
    ),
  ]);
}

function settingBlocks({ configuration }: Result): readonly Block[] {
  const files = (configuration?.files ?? []).filter(({ settings }) => settings.length > 0);
  if (files.length === 0) return [];
  const all = files.reduce((sum, { settings, more }) => sum + settings.length + more, 0);
  const more = files.flatMap(({ path, more: hidden }) =>
    hidden === 0 ? [] : [`${MARKDOWN.name(path)}: ${count(hidden, 'more setting')}`],
  );
  const repeated = files.flatMap(({ path, repeated: keys }) =>
    keys.map((key) => `${MARKDOWN.name(path)}: ${MARKDOWN.name(key)} is there twice; the last one counts.`),
  );
  return folded(`Configuration: ${count(all, 'setting')} changed`, [
    table(
      [
        { title: 'file', align: 'l' },
        { title: 'setting', align: 'l' },
        { title: 'base', align: 'l' },
        { title: 'head', align: 'l' },
      ],
      files.flatMap(({ path, settings }) =>
        settings.map((setting) => [codeCell(path), codeCell(setting.key), ...valueCells(setting)]),
      ),
    ),
    ...(more.length + repeated.length === 0 ? [] : [list([...more, ...repeated])]),
  ]);
}

function valueCells({ kind, base, head, hidden }: SettingChange): [string, string] {
  const cell = (value: string | null): string =>
    value === null ? (hidden ? '(hidden)' : NOTHING) : codeCell(value);
  return [kind === 'added' ? NOTHING : cell(base), kind === 'removed' ? NOTHING : cell(head)];
}
