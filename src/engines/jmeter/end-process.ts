import { now, sleep } from '../../system/clock.ts';
import { sendDatagram } from '../../system/datagram.ts';
import type { RunningProcess } from '../../system/processes.ts';

/** JMeter ends within a second of its command, unless threads of a tearDown group take their time. */
const [PATIENCE_MS, GRACE_MS] = [4500, 300];
/** A JMeter that is still starting does not hear yet. */
const REPEAT_MS = 400;

/** By JMeter's own command on its UDP port, then by force. */
export async function endProcess(child: RunningProcess, port: number): Promise<void> {
  const gone = goneSignal(child);
  for (const deadline = now() + PATIENCE_MS; now() < deadline && !gone.aborted; ) {
    await sendDatagram('StopTestNow', port);
    await sleep(REPEAT_MS, gone).catch(() => undefined);
    // All servers have ended and sent what they had; then it sleeps for five seconds.
    if (/^Tidying up remote/m.test(child.tail())) break;
  }
  if (!gone.aborted) await child.stop(GRACE_MS);
}

/** A JMeter whose servers refused to begin waits for them for ever. */
export async function endWhenSaid(child: RunningProcess, words: RegExp, end: () => unknown): Promise<void> {
  const gone = goneSignal(child);
  while (!gone.aborted && !words.test(child.tail())) await sleep(REPEAT_MS, gone).catch(() => undefined);
  if (!gone.aborted) end();
}

function goneSignal(child: RunningProcess): AbortSignal {
  const gone = new AbortController();
  void child.exited.then(() => gone.abort());
  return gone.signal;
}
