import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { DONE } from '../core/exit-code.ts';
import { settingsFailure } from '../core/failure.ts';
import { readResult } from '../pipeline/read-result.ts';
import { FORMATS, type Format, holdsOne, renderAs } from '../report/formats.ts';
import type { NamedResult } from '../report/junit.ts';
import { visibleName } from '../report/untrusted.ts';
import { didYouMean } from '../settings/suggestion.ts';
import type { Command, Request } from './command.ts';

const NAMES = Object.keys(FORMATS) as readonly Format[];

/** `plimsoll report`: a result that was kept, in another form. Decides nothing: the verdict is the one that the file holds. */
export const REPORT: Command = {
  name: 'report',
  summary: 'Render a stored result again: HTML, Markdown, JUnit, CSV.',
  settings: [],
  own: {
    format: {
      placeholder: 'FORMAT',
      means: `${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}. Several results at once go into text, md, junit and csv.`,
      byDefault: 'by the name after --out, else text',
    },
    out: { placeholder: 'FILE', means: 'File to write to.', byDefault: 'standard output' },
  },
  operands: ['RESULT...'],
  async run({ own, operands }, _, terminal) {
    const out = own['out'];
    const format = chooseFormat(own['format'], out);
    const [first, ...others] = await Promise.all(operands.map(readNamed));
    if (first === undefined) throw noResult();
    if (others.length > 0 && holdsOne(format)) throw tooMany(format, operands);
    const text = renderAs(format, [first, ...others], terminal);
    if (out === undefined) {
      terminal.print(text.trimEnd());
      return DONE;
    }
    await writeOut(out, text);
    terminal.print(`written: ${out}`);
    return DONE;
  },
};

function chooseFormat(wanted: string | undefined, out: string | undefined): Format {
  if (wanted !== undefined) {
    const known = NAMES.find((name) => name === wanted.trim().toLowerCase());
    if (known !== undefined) return known;
    throw refused('format', wanted, `one of ${NAMES.join(', ')}${didYouMean(wanted, NAMES)}`);
  }
  if (out === undefined) return 'text';
  const ending = extname(out).slice(1).toLowerCase();
  const known = NAMES.find((name) => FORMATS[name].some((each) => each === ending));
  if (known !== undefined) return known;
  const endings = NAMES.map((name) => `.${FORMATS[name][0]}`).join(', ');
  throw refused('out', out, `a name that ends in one of ${endings}, or --format beside it`);
}

async function readNamed(path: string): Promise<NamedResult> {
  const json = await readFile(resolve(path)).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw settingsFailure(
      `${JSON.stringify(path)} cannot be read: ${why}`,
      'Give a file that `plimsoll compare --json FILE` wrote.',
      cause,
    );
  });
  return { name: basename(path, extname(path)), result: readResult(json, visibleName(path)) };
}

async function writeOut(out: string, text: string): Promise<void> {
  await writeFile(resolve(out), text).catch((cause: Error) => {
    throw settingsFailure(
      `flag --out: ${JSON.stringify(out)} cannot be written: ${cause.message}`,
      'Name a file in a folder that exists and that you may write to.',
      cause,
    );
  });
}

const noResult = () =>
  settingsFailure(
    'report received no file, expected one or more results',
    'For instance: plimsoll report plimsoll.json --out report.html',
  );

const tooMany = (format: Format, operands: Request['operands']) =>
  settingsFailure(
    `received ${operands.length} results for ${format}, which holds one`,
    'Render them one by one, or all at once as text, md, junit or csv.',
  );

const refused = (flag: string, received: string, expected: string) =>
  settingsFailure(
    `flag --${flag}: received ${JSON.stringify(received)}, expected ${expected}`,
    'Correct it and run again; plimsoll --help lists commands and flags.',
  );
