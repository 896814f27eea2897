import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { codeOfFailure, DONE } from '../../core/exit-code.ts';
import type { Result } from '../../core/result.ts';
import { runCompare } from '../../pipeline/compare.ts';
import type { Surroundings } from '../../pipeline/surroundings.ts';
import { renderComment } from '../../report/comment.ts';
import { makePlan } from '../../settings/plan.ts';
import { readSettings, type SettingSources } from '../../settings/read.ts';
import type { Command } from '../command.ts';
import { CHAPTERS, type Chapter } from './chapters.ts';
import { makeDemoRepository } from './repository.ts';

/** Fits both chapters into four minutes, starts and warm-ups included; a regression as plain as the demo's ends at the first look. */
const SHORT = { budget: '100s', starts: '2' } as const;
type Flags = SettingSources['values'];
const CONFIG = 'plimsoll.yml';

/** `plimsoll demo`: a regression that is found and a change that is none, on the bundled shop. */
export const DEMO: Command = {
  name: 'demo',
  summary: 'Show it on a bundled shop: a real regression, then none.',
  settings: ['rate', 'budget', 'starts', 'seed', 'inconclusive', 'k6-path', 'k6-version', 'k6-sha256'],
  own: {},
  operands: [],
  run: ({ flags }, surroundings, { print }) => runDemo(surroundings, print, flags),
};

async function runDemo(outer: Surroundings, print: (text: string) => void, flags: Flags): Promise<number> {
  const surroundings = { ...outer, environment: withOwnNode(outer.environment) };
  const folder = resolve('.plimsoll', 'demo');
  const shortfalls: string[] = [];
  for (const [index, chapter] of CHAPTERS.entries()) {
    surroundings.say(`demo ${index + 1} of ${CHAPTERS.length}: ${chapter.announcement}`);
    const result = await play(chapter, surroundings, flags);
    const comment = renderComment(result, { marker: `<!-- plimsoll demo ${chapter.regression} -->` });
    await keep(folder, chapter.regression, result, comment);
    print(`\n${comment}\n`);
    const shortfall = chapter.findShortfall(result.judgement);
    if (shortfall !== null) shortfalls.push(shortfall);
  }
  print(`Results and comments of both comparisons are in ${folder}`);
  for (const shortfall of shortfalls) print(`The demo did not show what it should: ${shortfall}.`);
  return shortfalls.length === 0 ? DONE : codeOfFailure('measurement');
}

async function play({ regression }: Chapter, surroundings: Surroundings, flags: Flags): Promise<Result> {
  await using repository = await makeDemoRepository(regression, surroundings.environment);
  const text = await readFile(join(repository.path, CONFIG), 'utf8');
  const settings = readSettings({
    values: { ...SHORT, ...fromHere(flags) },
    origin: 'flag',
    file: { path: CONFIG, text },
  });
  const plan = makePlan(settings, {
    workspace: repository.path,
    defaultBase: 'main',
    seed: `demo ${regression}`,
  });
  return await runCompare(plan, surroundings);
}

/** Paths in flags are meant from where the user stands, not from the throw-away repository. */
function fromHere(flags: Flags): Flags {
  const paths = [flags['k6-path'] ?? []].flat();
  return paths.length === 0 ? flags : { ...flags, 'k6-path': paths.map((path) => resolve(path)) };
}

async function keep(folder: string, name: string, result: Result, comment: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(result)}\n`);
  await writeFile(join(folder, `${name}.md`), `${comment}\n`);
}

/** The shop needs the Node that runs us, which need not be the first one on the user's PATH. */
function withOwnNode(environment: Surroundings['environment']): Surroundings['environment'] {
  const own = dirname(process.execPath);
  return { ...environment, PATH: [own, environment['PATH'] ?? ''].join(delimiter) };
}
