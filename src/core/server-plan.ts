/** A secret of the environment by name, or text that is none. */
export type Secret =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** How a server is told who asks. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'basic'; readonly user: Secret; readonly password: Secret };

/** A server over HTTP that is no target. */
export interface ServerPlan {
  /** Without a trailing slash. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly headers: Readonly<Record<string, Secret>>;
}

/** Every secret that a server is told. */
export const secretsOf = ({ credentials, headers }: ServerPlan): Secret[] => [
  ...(credentials.kind === 'bearer' ? [credentials.token] : []),
  ...(credentials.kind === 'basic' ? [credentials.user, credentials.password] : []),
  ...Object.values(headers),
];
