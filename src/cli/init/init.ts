import { DONE } from '../../core/exit-code.ts';
import type { PathRequest } from '../../core/plan.ts';
import { renderStarterScript } from '../../pipeline/starter-script.ts';
import type { Surroundings } from '../../pipeline/surroundings.ts';
import type { Problem } from '../../settings/problem.ts';
import { readSettings, type Settings } from '../../settings/read.ts';
import { openGit } from '../../system/git.ts';
import type { Command, Request } from '../command.ts';
import { guessService } from './guess-service.ts';
import { describeSteps } from './next-steps.ts';
import { openRepository } from './repository.ts';
import {
  renderSettings,
  SCRIPT_FILE,
  SETTINGS_FILE,
  type StarterSettings,
  WORKFLOW,
  WORKFLOW_FILE,
} from './starter-files.ts';
import { writeNew } from './write-new.ts';

/** `plimsoll init`: the first script, settings and workflow of a repository. Nothing that is there is touched. */
export const INIT: Command = {
  name: 'init',
  summary: 'Write a first k6 script, plimsoll.yml and workflow here.',
  settings: ['paths', 'script', 'build', 'start', 'stop', 'ready'],
  own: {},
  operands: [],
  async run(request, surroundings, { print }) {
    const root = await findRoot(surroundings);
    const { paths, ...settings } = await settle(root, request);
    const files: readonly (readonly [string, string])[] = [
      ...(settings.script === SCRIPT_FILE ? [[SCRIPT_FILE, renderStarterScript(paths)] as const] : []),
      [SETTINGS_FILE, renderSettings(settings)],
      [WORKFLOW_FILE, WORKFLOW],
    ];
    const written: string[] = [];
    for (const [path, content] of files) {
      const isNew = await writeNew(root, path, content);
      if (isNew) written.push(path);
      print(isNew ? `wrote ${path}` : `kept ${path}, which was there already`);
    }
    print(describeSteps(settings, written));
    return DONE;
  },
};

const FRONT_PAGE: PathRequest = { method: 'GET', path: '/', body: null };

/** What was given goes before what is guessed. */
async function settle(
  root: string,
  { flags }: Request,
): Promise<StarterSettings & { readonly paths: readonly PathRequest[] }> {
  const given = readSettings({ values: flags, origin: 'flag', file: null, needs: 'rules', complain });
  const guess = await guessService(openRepository(root));
  const isGiven = given.start !== '';
  return {
    from: isGiven ? null : guess.from,
    build: given.build || (isGiven ? '' : guess.build),
    start: given.start || guess.start,
    stop: given.stop || (isGiven ? '' : guess.stop),
    mind: isGiven ? '' : guess.mind,
    ready: given.ready,
    script: given.script || SCRIPT_FILE,
    paths: given.paths.length > 0 ? given.paths : [FRONT_PAGE],
  };
}

const complain = ({ script, paths }: Settings): readonly Problem[] =>
  script === '' || paths.length === 0
    ? []
    : [{ at: 'flag --paths', says: 'received paths beside script, expected one of them' }];

/** Root of the repository that we stand in, or the folder where there is none. */
async function findRoot({ environment }: Pick<Surroundings, 'environment'>): Promise<string> {
  const here = process.cwd();
  return (await openGit(here, environment).read('rev-parse', '--show-toplevel')) ?? here;
}
