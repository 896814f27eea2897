import type { Credentials, Secret, ServerPlan } from '../core/server-plan.ts';
import { serverAddress } from './address.ts';
import { expected, is, type Reader } from './reader.ts';
import {
  entries,
  type Field,
  optional,
  type Report,
  required,
  secretText,
  section,
  text,
} from './section.ts';

const VARIABLE = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/;

/** Everybody can read plimsoll.yml, so a secret stands there by the name of its variable only. */
export const secretLike = (example: string): Reader<Secret> => ({
  read: (given) => {
    const name = VARIABLE.exec(given)?.[1];
    return name === undefined
      ? expected(`the name of a variable, such as ${example}: a secret in this file is none`)
      : is({ kind: 'variable', name });
  },
  editor: { pattern: '^\\$' },
});

const secret = secretLike('$PROMETHEUS_TOKEN');

/** What may be no secret: a user's name, the name of a tenant. */
export const plainOrSecret: Reader<Secret> = {
  read: (given) => {
    const name = VARIABLE.exec(given)?.[1];
    if (name !== undefined) return is({ kind: 'variable', name });
    return /^[\x20-\x7e]{1,500}$/.test(given)
      ? is({ kind: 'text', text: given })
      : expected('a text, or $NAME of a variable');
  },
  editor: { pattern: '.' },
};

const headerName: Reader<string> = {
  read: (name) =>
    /^[A-Za-z0-9-]{1,60}$/.test(name) && !/^(host|content-.*|authorization)$/i.test(name)
      ? is(name)
      : expected('the name of a header, such as X-Scope-OrgID'),
  editor: { pattern: '.' },
};

const NO_HEADERS: readonly (readonly [string, Secret])[] = [];

const authKeys = section({
  bearer: optional(secretText(secret), null),
  user: optional(text(plainOrSecret), null),
  password: optional(secretText(secret), null),
  headers: optional(entries(secretText(plainOrSecret), { name: headerName, most: 20 }), NO_HEADERS),
});

type Auth = Pick<ServerPlan, 'credentials' | 'headers'>;

const NO_AUTH: Auth = { credentials: { kind: 'none' }, headers: {} };

const auth: Field<Auth> = {
  editor: authKeys.editor,
  read(raw, report) {
    const given = authKeys.read(raw, report);
    if (given === undefined) return undefined;
    const credentials = readCredentials(given, report);
    return credentials === undefined
      ? undefined
      : { credentials, headers: Object.fromEntries(given.headers) };
  },
};

function readCredentials(
  given: {
    readonly bearer: Secret | null;
    readonly user: Secret | null;
    readonly password: Secret | null;
  },
  report: Report,
): Credentials | undefined {
  const { bearer, user, password } = given;
  const isHalf = (user === null) !== (password === null);
  if (isHalf || (bearer !== null && user !== null)) {
    report([], 'bearer, or user and password', undefined);
    return undefined;
  }
  if (bearer !== null) return { kind: 'bearer', token: bearer };
  return user !== null && password !== null ? { kind: 'basic', user, password } : { kind: 'none' };
}

/** The keys by which every server is reached. */
export const SERVER_KEYS = { url: required(text(serverAddress)), auth: optional(auth, NO_AUTH) };

/** A server that is told nothing but where it is and who asks. */
export const server: Field<ServerPlan> = {
  editor: section(SERVER_KEYS).editor,
  read(raw, report) {
    const given = section(SERVER_KEYS).read(raw, report);
    return given === undefined ? undefined : { url: given.url, ...given.auth };
  },
};
