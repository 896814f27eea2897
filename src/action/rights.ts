import type { Event } from '../github/event.ts';
import type { Problem } from '../settings/problem.ts';

/** What code of a pull request could do with the rights of this job and must not; null where there is nothing. */
export function findDangerousRight(
  event: Event,
  environment: Readonly<Record<string, string | undefined>>,
): Problem | null {
  const runsForeignCode = event.kind === 'pull request' || event.kind === 'merge group';
  if (!runsForeignCode || !environment['ACTIONS_ID_TOKEN_REQUEST_URL']) return null;
  return {
    at: 'permissions',
    says: 'received id-token: write in a job that runs code of a pull request, which can take the token and sign in elsewhere as this repository; expected none',
  };
}
