import { type Definition, GROUPS } from './definition.ts';
import { definitionOf, SETTING_KEYS, type SettingKey } from './definitions.ts';

const WIDTH = 78;

export const FLAG_KEYS: readonly SettingKey[] = SETTING_KEYS.filter((key) =>
  definitionOf(key).places.includes('flag'),
);

/** All flags, grouped, no line wider than a terminal. */
export function renderFlags(): string {
  return GROUPS.map((group) => {
    const flags = FLAG_KEYS.filter((key) => definitionOf(key).group === group);
    return `${group}:\n${flags.map((key) => renderFlag(key, definitionOf(key))).join('\n')}`;
  }).join('\n\n');
}

/** A flag and what it means, as help shows it. */
export function renderFlag(
  name: string,
  definition: Pick<Definition<unknown, unknown>, 'placeholder' | 'means' | 'byDefault' | 'repeats'>,
): string {
  const repeats = definition.repeats === true ? ' (may be repeated)' : '';
  const means = wrap(`${definition.means} Default: ${definition.byDefault}.`, WIDTH - 6);
  return [`  --${name} ${definition.placeholder}${repeats}`, ...means.map((line) => `      ${line}`)].join(
    '\n',
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
