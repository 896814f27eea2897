import { type GitHub, openGitHub } from '../github/client.ts';
import type { Publication } from './publication.ts';

/** One connection for all that is read and written at the end, with one budget of time; null where there is no token. */
export type Reach = () => Promise<GitHub | null>;

export function reachGitHub({ run, inputs, patience }: Publication): Reach {
  let opened: Promise<GitHub> | null = null;
  return async () => {
    if (inputs.token === '') return null;
    opened ??= openGitHub({ token: inputs.token, apiUrl: run.apiUrl, patience });
    return opened;
  };
}
