import { settingsFailure } from '../core/failure.ts';
import { type Secret, type ServerPlan, secretsOf } from '../core/server-plan.ts';
import { type Transfer, type Transferred, transfer } from '../system/http-transfer.ts';
import { guardLookup, isMetadata, MetadataAddress } from '../system/metadata-addresses.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServerRequest extends Pick<Transfer, 'method' | 'body' | 'timeoutMs' | 'mostBytes'> {
  /** Behind the server's own address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `lost`: no answer, or none that means anything to us. */
export type ServerAnswer =
  | ({ readonly kind: 'answer' } & Transferred)
  | { readonly kind: 'lost'; readonly reason: string };

/** A server beside the targets. Redirects are not followed: they would take the sign-in elsewhere. */
export interface Server {
  send(request: ServerRequest): Promise<ServerAnswer>;
}

/** `unset`: a variable with a secret is empty, as it is in runs for forks. Throws a settings Failure for metadata addresses. */
export type OpenedServer =
  | { readonly kind: 'server'; readonly server: Server }
  | { readonly kind: 'unset'; readonly variable: string };

export function openServer(plan: ServerPlan, environment: Environment): OpenedServer {
  const { hostname } = new URL(plan.url);
  if (isMetadata(hostname)) throw refusal(new MetadataAddress(hostname, hostname));
  const missing = secretsOf(plan).find((secret) => reveal(secret, environment) === '');
  if (missing?.kind === 'variable') return { kind: 'unset', variable: missing.name };
  const own = headersOf(plan, environment);
  const lookup = guardLookup();
  const server: Server = {
    async send({ path, headers, ...request }) {
      try {
        const all = { ...own, ...headers };
        return {
          kind: 'answer',
          ...(await transfer({ ...request, url: plan.url + path, headers: all, lookup })),
        };
      } catch (error) {
        if (error instanceof MetadataAddress) throw refusal(error);
        return { kind: 'lost', reason: (error as Error).message };
      }
    },
  };
  return { kind: 'server', server };
}

const reveal = (secret: Secret, environment: Environment): string =>
  (secret.kind === 'text' ? secret.text : (environment[secret.name] ?? '')).trim();

function headersOf({ credentials, headers }: ServerPlan, environment: Environment): Record<string, string> {
  const own = Object.entries(headers).map(([name, secret]) => [name, reveal(secret, environment)]);
  return { ...Object.fromEntries(own), ...authorization() };

  function authorization(): Record<string, string> {
    switch (credentials.kind) {
      case 'none':
        return {};
      case 'bearer':
        return { authorization: `Bearer ${reveal(credentials.token, environment)}` };
      case 'basic': {
        const pair = `${reveal(credentials.user, environment)}:${reveal(credentials.password, environment)}`;
        return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
      }
    }
  }
}

const refusal = ({ message }: MetadataAddress) =>
  settingsFailure(message, 'Give the address at which the server itself answers.');
