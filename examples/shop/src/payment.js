import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that the payment provider takes. It is a stand-in: no money moves and no request leaves. */
const PROVIDER_MS = 14;

export async function authorize(totalCents) {
  await wait(PROVIDER_MS);
  return `authorized-${totalCents}-${randomUUID()}`;
}
