import { type Refused, refuse } from '../addition.ts';
import type { S3Answer, S3Client } from './client.ts';
import { explain } from './explain.ts';

const BODY =
  'Plimsoll tries on this object whether the service keeps the conditions of conditional writes.\n';

/** An answer to a condition that must not hold. */
const HELD = [409, 412];

/**
 * Whether the service refuses a write whose condition does not hold; null when it does. Some services and proxies drop the
 * conditions, and then two recordings at once would overwrite one another without a word.
 */
export async function probeConditions(client: S3Client, key: string, where: string): Promise<Refused | null> {
  const put = (headers: Readonly<Record<string, string>>): Promise<S3Answer> =>
    client.send({ method: 'PUT', key, headers, body: BODY, mostBytes: 100_000 });
  const first = await put({ 'if-none-match': '*' });
  const conditions = [
    { 'if-match': '"no-object-has-this-etag"' },
    // Only after the object was made just now: its first answer says nothing yet.
    ...(isDone(first) ? [{ 'if-none-match': '*' }] : []),
  ];
  if (!isDone(first) && !isHeld(first)) return sayNo(first, where);
  for (const condition of conditions) {
    const answer = await put(condition);
    if (isHeld(answer)) continue;
    if (!isDone(answer)) return sayNo(answer, where);
    return refuse(
      `${where} ignores the condition ${Object.keys(condition)[0]}, so two recordings at once could overwrite one another`,
      'Use a service with conditional writes, update it, or keep baselines elsewhere: branch:plimsoll or dir:PATH.',
    );
  }
  return null;
}

const isDone = (answer: S3Answer): boolean => answer.kind === 'answer' && answer.status === 200;
const isHeld = (answer: S3Answer): boolean => answer.kind === 'answer' && HELD.includes(answer.status);

function sayNo(answer: S3Answer, where: string): Refused {
  const { reason, hint } = explain(answer);
  return refuse(`${where} could not be written: ${reason}`, hint);
}
