import { createEmulator } from 'emulate';

export interface Person {
  readonly login: string;
  readonly token: string;
}

/** The login that GitHub gives a job's own token. */
export const JOB: Person = { login: 'github-actions[bot]', token: 'ghs_job' };
export const OWNER: Person = { login: 'octo', token: 'ghp_octo' };
export const STRANGER: Person = { login: 'stranger', token: 'ghp_stranger' };

export interface EmulatedComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

/** A stateful GitHub on this machine with the repository octo/shop and one conversation, number 1. */
export interface EmulatedGitHub extends AsyncDisposable {
  readonly apiUrl: string;
  readonly conversation: { readonly owner: string; readonly repo: string; readonly number: number };
  comment(person: Person, body: string): Promise<void>;
  comments(): Promise<readonly EmulatedComment[]>;
}

export async function emulateGitHub(): Promise<EmulatedGitHub> {
  const people = [JOB, OWNER, STRANGER];
  const emulator = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      tokens: Object.fromEntries(people.map(({ login, token }) => [token, { login, scopes: ['repo'] }])),
      github: {
        users: people.map(({ login }) => ({ login })),
        repos: [{ owner: OWNER.login, name: 'shop', auto_init: true }],
      },
    },
  });
  const apiUrl = emulator.url.replace('localhost', '127.0.0.1');

  async function call(person: Person, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${apiUrl}/repos/octo/shop/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `token ${person.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  await call(OWNER, 'issues', { title: 'Faster checkout' });
  return {
    apiUrl,
    conversation: { owner: 'octo', repo: 'shop', number: 1 },
    comment: async (person, body) => void (await call(person, 'issues/1/comments', { body })),
    comments: async () => {
      const pages: EmulatedComment[] = [];
      for (let page = 1; ; page++) {
        const found = await call(OWNER, `issues/1/comments?per_page=100&page=${page}`);
        const comments = (await found.json()) as EmulatedComment[];
        pages.push(...comments);
        if (comments.length < 100) return pages;
      }
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}
