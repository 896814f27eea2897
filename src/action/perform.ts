import { PATIENCE } from '../github/client.ts';
import { guideTo } from '../github/guide.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import type { Ending, Telling } from './ending.ts';
import { runErrand } from './errand.ts';
import { keepArtifact } from './keep-artifact.ts';
import { measure, type Request, refuse } from './measure.ts';
import { report } from './report.ts';
import { chooseTask, type Task } from './task.ts';
import type { World } from './world.ts';

/** Does what mode and event ask for. Throws a Failure when it cannot be done. */
export async function perform(request: Request, world: World, surroundings: Surroundings): Promise<Ending> {
  const { task, problems } = chooseTask(request.inputs.values['mode'] ?? '', request.event);
  if (problems.length > 0) await refuse(problems, request);
  switch (task.kind) {
    case 'measure':
      return await measureHere(request, task, world, surroundings);
    case 'report':
      return await report(request, { ...world, patience: world.patience ?? PATIENCE });
    case 'record':
    case 'doctor':
      return await runErrand(request, {
        name: task.kind,
        errand: world[task.kind],
        surroundings,
        job: world.job,
      });
  }
}

async function measureHere(
  request: Request,
  task: Task & { readonly kind: 'measure' },
  world: World,
  surroundings: Surroundings,
): Promise<Ending> {
  const outcome = await measure(request, { surroundings, job: world.job, compare: world.compare });
  if (task.keeps !== 'never') {
    await keepArtifact(outcome.result, request, { ...world, isAsked: task.keeps === 'always' });
  }
  return { kind: 'told', tellings: [tellingOf(request, task, world, outcome)] };
}

export function tellingOf(
  { run, inputs, event }: Request,
  { tells }: { readonly tells: boolean },
  { environment }: Pick<World, 'environment'>,
  outcome: Telling['outcome'],
): Telling {
  if (tells) return { outcome, run, inputs, event };
  const isFork = event.kind === 'pull request' && event.isFork;
  const guide = guideTo('forks', environment);
  return {
    outcome,
    run,
    inputs: { ...inputs, values: { ...inputs.values, comment: 'false', status: 'false' } },
    event,
    ...(isFork
      ? {
          notice: `Runs of pull requests from forks and Dependabot get a token that only reads. The report is in the job summary; a comment needs the set-up with two workflows: ${guide}`,
        }
      : {}),
  };
}
