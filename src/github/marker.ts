/** Which run wrote a comment. Re-runs keep the id and count the attempts up. */
export interface RunOrder {
  readonly run: number;
  readonly attempt: number;
}

/** First line of a comment of ours. Several comments on one pull request have different keys. */
export function writeMarker(key: string, order: RunOrder): string {
  return `<!-- plimsoll:${plainKey(key)} run=${order.run} attempt=${order.attempt} -->`;
}

const MARKER = /^<!-- plimsoll:([\w.-]{1,100}) run=(\d{1,15}) attempt=(\d{1,6}) -->\s*$/;

/** The run that wrote a comment with this key; null for every other text. Only the first line counts: further down, data may quote a marker. */
export function readMarker(key: string, body: string): RunOrder | null {
  const match = MARKER.exec(body.split('\n', 1)[0] ?? '');
  if (match === null || match[1] !== plainKey(key)) return null;
  return { run: Number(match[2]), attempt: Number(match[3]) };
}

/** Negative when `a` began before `b`: run ids grow with time. */
export const compareOrder = (a: RunOrder, b: RunOrder): number => a.run - b.run || a.attempt - b.attempt;

/** Letters beyond ASCII keep their difference as hexadecimal. */
const plainKey = (key: string): string =>
  encodeURIComponent(key.toWellFormed())
    .replaceAll(/[^\w.-]/g, '_')
    .slice(0, 100) || '_';
