const MOST_CHARACTERS = 200;

/** The reason behind an error of the client, on one short line without any of the secrets. */
export function explain(error: unknown, secrets: readonly string[]): string {
  let reason = error;
  while (reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  const said = reason instanceof Error ? reason.message : String(reason);
  const [line = ''] = hide(said, secrets).trim().split('\n');
  const short = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
  return short.replace(/\.$/, '') || 'no reason given';
}

const hide = (text: string, secrets: readonly string[]): string =>
  secrets.filter((secret) => secret !== '').reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
