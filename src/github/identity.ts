import { z } from 'zod';
import type { GitHub } from './client.ts';

/** Who writes with a job's own GITHUB_TOKEN. */
const JOB_LOGIN = 'github-actions[bot]';

const VIEWER = z.object({ data: z.object({ viewer: z.object({ login: z.string().min(1) }) }) });
const USER = z.object({ login: z.string().min(1) });

/**
 * The login that a token writes as. GraphQL knows it for tokens of jobs, apps and people alike; `GET /user` answers people only
 * (a job's token gets 403), and helps where there is no GraphQL. What is left is a job's token.
 */
export async function readLogin(github: GitHub, apiUrl: string): Promise<string> {
  const viewer = await github.send('POST /graphql', {
    baseUrl: apiUrl.replace(/\/v3\/?$/, ''),
    query: 'query { viewer { login } }',
  });
  if (viewer.kind === 'lost' || viewer.kind === 'limited') return JOB_LOGIN;
  const parsed = viewer.kind === 'ok' ? VIEWER.safeParse(viewer.data) : null;
  if (parsed?.success) return parsed.data.data.viewer.login;
  const user = await github.send('GET /user', {});
  const known = user.kind === 'ok' ? USER.safeParse(user.data) : null;
  return known?.success ? known.data.login : JOB_LOGIN;
}

/** Logins are not case-sensitive. */
export const isSameLogin = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
