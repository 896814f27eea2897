import { Buffer } from 'node:buffer';
import { callGit, type GitCall } from '../../system/git-call.ts';

/** A token and the server that it is for, such as https://github.com. */
export interface Token {
  readonly token: string;
  readonly server: string;
}

/** Names under which git keeps what it needs to reach a remote. */
const SIGN_IN = '^(http|credential)\\.|^core\\.(sshcommand|gitproxy)$|^ssh\\.variant$';

/** A configuration variable of git and its value. */
export type Variable = readonly [name: string, value: string];

/**
 * How the checkout signs in to the addresses of its remote, as variables for a repository that is not the checkout. A token
 * goes before it, and only to the server that it is for.
 */
export async function readSignIn(
  checkout: GitCall,
  remotes: readonly string[],
  token: Token | null,
): Promise<readonly Variable[]> {
  const { failed, stdout } = await callGit(
    ['config', '--local', '--includes', '--null', '--get-regexp', SIGN_IN],
    checkout,
  );
  const own = failed === null ? parse(stdout.toString('utf8')) : [];
  const theirs = remotes.filter((remote) => token !== null && isFor(token.server, remote));
  if (token === null || theirs.length === 0) return own;
  const basic = Buffer.from(`x-access-token:${token.token}`).toString('base64');
  const headers = [...new Set(theirs.map(withoutCredentials))].map((url) => `http.${url}.extraheader`);
  return [
    ...own.filter(([name]) => !name.endsWith('.extraheader')),
    // The empty value takes back what other files say: GitHub refuses a request with two of these headers.
    ...headers.flatMap((name): Variable[] => [
      [name, ''],
      [name, `AUTHORIZATION: basic ${basic}`],
    ]),
  ];
}

/** As environment variables, which other processes' owners cannot see and no file keeps. */
export function asEnvironment(variables: readonly Variable[]): Record<string, string> {
  const pairs = variables.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(variables.length)], ...pairs]);
}

/** Name and value have a line end between them, variables a NUL; a name alone means true. */
function parse(text: string): Variable[] {
  return text
    .split('\0')
    .filter((variable) => variable !== '')
    .map((variable) => {
      const at = variable.indexOf('\n');
      return at < 0 ? [variable, 'true'] : [variable.slice(0, at), variable.slice(at + 1)];
    });
}

function isFor(server: string, remote: string): boolean {
  if (!URL.canParse(server) || !URL.canParse(remote)) return false;
  const url = new URL(remote);
  return /^https?:$/.test(url.protocol) && url.origin === new URL(server).origin;
}

function withoutCredentials(remote: string): string {
  const url = new URL(remote);
  url.username = '';
  url.password = '';
  return url.href;
}
