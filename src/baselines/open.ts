import { resolve } from 'node:path';
import type { BaselineStore } from '../core/baseline/store.ts';
import { settingsFailure } from '../core/failure.ts';
import type { BaselinePlan } from '../core/plan.ts';
import { openGitBranchStore } from './branch/store.ts';
import { openDirectoryStore } from './directory/store.ts';
import { folderOf } from './entry-path.ts';
import { type Location, readLocation } from './location.ts';
import { openS3Store } from './s3/store.ts';

/** What is kept beside a store while it is open goes when it is disposed. */
export type OpenStore = BaselineStore & AsyncDisposable;

export interface StoreSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Token for the branch; without one, whatever the checkout signs in with. */
  readonly token?: string;
}

/** Opens the place that the plan names. Throws a Failure for one that cannot be. */
export async function openStore(
  { baseline }: { readonly baseline: BaselinePlan },
  surroundings: StoreSurroundings,
): Promise<OpenStore> {
  if (baseline.location === null) {
    throw settingsFailure('`baseline` is off, so there is no store', 'Set `baseline`, or leave it out.');
  }
  return openLocation(readLocation(baseline.location), baseline, surroundings);
}

/** The registry of stores. */
async function openLocation(
  location: Location,
  { workspace, branch: measured, service }: BaselinePlan,
  { environment, signal, token = '' }: StoreSurroundings,
): Promise<OpenStore> {
  const folder = folderOf(service);
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  switch (location.kind) {
    case 'branch': {
      const { branch } = location;
      if (branch === measured) throw refuseMeasured(branch);
      const signIn = token === '' ? null : { token, server };
      return openGitBranchStore({
        workspace,
        branch,
        folder,
        environment,
        signal,
        remote: null,
        token: signIn,
      });
    }
    case 'directory':
      return kept(openDirectoryStore(resolve(workspace, location.path), folder));
    case 's3':
      return kept(openS3Store({ bucket: location.bucket, folder, environment, signal }));
  }
}

function refuseMeasured(branch: string): Error {
  return settingsFailure(
    `\`baseline\` is the branch ${branch}, which is the one that is measured`,
    'Recordings need a branch of their own, such as branch:plimsoll.',
  );
}

/** A store that keeps nothing beside itself. */
const kept = (store: BaselineStore): OpenStore => ({
  ...store,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});
