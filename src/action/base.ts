import { settingsFailure } from '../core/failure.ts';
import { defaultBase } from '../github/default-base.ts';
import type { Event } from '../github/event.ts';
import { openGit } from '../system/git.ts';
import { parentsOf } from '../targets/merge-base.ts';
import type { Inputs } from './inputs.ts';
import type { Run } from './run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What head is compared with: the input, else what the event says. Null when both sides are URLs and neither names a commit. */
export async function chooseBase(
  inputs: Inputs,
  event: Event,
  { workspace }: Run,
  environment: Environment,
): Promise<string | null> {
  const { base = '', 'base-url': baseUrl = '', 'head-url': headUrl = '' } = inputs.values;
  if (base.trim() !== '') return base.trim();
  const git = openGit(workspace, environment);
  const known = await defaultBase(event, async (sha) => (await parentsOf(git, sha))[0] ?? null);
  if (known !== null) return known;
  if (baseUrl.trim() !== '' && headUrl.trim() !== '') return null;
  throw settingsFailure(
    `there is nothing to compare with: ${describe(event)} names no base`,
    'Set the input `base` to a branch, tag or commit, such as the last release.',
  );
}

function describe(event: Event): string {
  switch (event.kind) {
    case 'other':
      return `the event ${event.name || '(none)'}`;
    case 'push':
      return `the first push of ${event.branch}`;
    default:
      return `a run on ${event.kind.replace(' ', '_')}`;
  }
}
