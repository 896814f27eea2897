/** Why an annotation was not written, and what to do about it. */
export interface Untold {
  readonly kind: 'not told';
  /** Continues "Grafana": "it answered 403 (…)". */
  readonly reason: string;
  readonly hint: string;
}

export interface GrafanaAnswer {
  readonly status: number;
  /** Where it redirects to; empty where it does not. */
  readonly location: string;
  readonly body: string;
}

const MESSAGE_CHARACTERS = 200;

/** What an answer to POST /api/annotations means. */
export function explainAnswer({ status, location, body }: GrafanaAnswer): { readonly kind: 'told' } | Untold {
  const answer = parse(body);
  if (status === 200 && typeof answer['id'] === 'number') return { kind: 'told' };
  const message = typeof answer['message'] === 'string' ? firstLine(answer['message']) : '';
  const answered = `it answered ${status}${message === '' ? '' : ` (${message})`}`;
  const untold = (hint: string, reason = answered): Untold => ({ kind: 'not told', reason, hint });
  switch (status) {
    case 200:
      return untold('Check the address under grafana.', 'what answered 200 there is not its API');
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return untold(
        'Give the address at which Grafana itself answers; a token is not sent on.',
        `it redirects to ${firstLine(location) || 'nowhere'}`,
      );
    case 401:
      return untold('Give a token of a service account of this Grafana, one that has not expired.');
    case 403:
      return untold(
        'Give the service account the permission annotations:create with the scope annotations:type:organization, or the role Editor.',
      );
    case 404:
    case 410:
      return untold('Check the address under grafana: its /api/annotations has to be there.');
    default:
      return untold("Look into Grafana's log.");
  }
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const firstLine = (text: string): string => (text.split(/[\r\n]/, 1)[0] ?? '').slice(0, MESSAGE_CHARACTERS);
