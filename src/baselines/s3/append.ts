import type { Recording } from '../../core/baseline/recording.ts';
import type { Appended } from '../../core/baseline/store.ts';
import { addRecording, refuse } from '../addition.ts';
import type { Place } from '../entry-text.ts';
import { type Patience, startTries } from '../patience.ts';
import type { S3Client } from './client.ts';
import { explain } from './explain.ts';
import { readObject } from './object.ts';

export interface S3Append {
  readonly client: S3Client;
  readonly key: string;
  readonly place: Place;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/**
 * 412: somebody else wrote in between. 409: somebody else is writing. 404: the object was taken out in between. After each, it
 * is read again.
 */
const MOVED = [404, 409, 412];

/** Reads the entry and writes it with one recording more, on condition that it is still the one that was read. */
export async function appendToObject(recording: Recording, write: S3Append): Promise<Appended> {
  const { client, key, place, patience, signal } = write;
  const { where } = place;
  const tries = startTries(patience, signal);
  while (true) {
    const held = await readObject(client, key, place);
    if (held.kind === 'problem') return refuse(`${where} could not be read: ${held.reason}`, held.hint);
    const addition = addRecording(held.kind === 'entry' ? held.found : null, recording, where);
    if (addition.kind === 'refused') return addition;
    if (addition.kind === 'there') return { kind: 'appended', where, attempts: tries.count };
    if (held.kind === 'entry' && held.etag === null) {
      return refuse(
        `${where} has no ETag, so it cannot be told whether it changes`,
        'Use a service that sends ETags.',
      );
    }
    const condition = held.kind === 'entry' ? { 'if-match': held.etag ?? '' } : { 'if-none-match': '*' };
    const answer = await client.send({
      ...{ method: 'PUT', key, body: addition.text, mostBytes: 100_000 },
      headers: { ...condition, 'content-type': 'application/json' },
    });
    if (answer.kind === 'answer' && answer.status === 200) {
      return { kind: 'appended', where, attempts: tries.count };
    }
    if (answer.kind !== 'answer' || !MOVED.includes(answer.status)) {
      const { reason, hint } = explain(answer);
      return refuse(`${where} could not be written: ${reason}`, hint);
    }
    if (await tries.next()) continue;
    return refuse(
      `others wrote ${where} at the same time, again and again`,
      'Run it again; fewer jobs that record one commit at the same moment help.',
    );
  }
}
