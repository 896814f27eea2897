import { now, sleep } from '../../system/clock.ts';
import { sendDatagram } from '../../system/datagram.ts';
import type { RunningProcess } from '../../system/processes.ts';
import { HAVE_NOT_STARTED } from './exits.ts';

/** JMeter ends within a second of its command, unless threads of a tearDown group take their time. */
const [PATIENCE_MS, GRACE_MS] = [4500, 300];
/** A JMeter that is still starting does not hear yet. */
const REPEAT_MS = 400;

/**
 * By JMeter's own command on its UDP port, then by force. The command goes on to the servers of JMeter's, which stop whatever they run:
 * before they have begun, and when they refused, that is somebody else's.
 */
export async function endProcess(
  child: RunningProcess,
  port: number,
  servers: () => ServerState,
): Promise<void> {
  const gone = goneSignal(child);
  for (const deadline = now() + PATIENCE_MS; now() < deadline && !gone.aborted; ) {
    const state = servers();
    if (state === 'refused') break;
    if (state === 'begun') await sendDatagram('StopTestNow', port);
    await sleep(REPEAT_MS, gone).catch(() => undefined);
    // All servers have ended and sent what they had; then it sleeps for five seconds.
    if (/^Tidying up remote/m.test(child.tail())) break;
  }
  if (!gone.aborted) await child.stop(GRACE_MS);
}

/** What the servers of a JMeter made of its wish to begin. */
export type ServerState = 'starting' | 'begun' | 'refused';

/** Reads it from what JMeter prints. One whose servers refused waits for them for ever, so that is told. */
export function watchServers(child: RunningProcess, refused: () => unknown): () => ServerState {
  let seen: ServerState = 'starting';
  const state = (): ServerState => {
    if (seen === 'starting') seen = stateIn(child.tail());
    return seen;
  };
  const watch = async (): Promise<void> => {
    const gone = goneSignal(child);
    while (!gone.aborted && state() === 'starting') await sleep(REPEAT_MS, gone).catch(() => undefined);
    if (!gone.aborted && state() === 'refused') refused();
  };
  void watch();
  return state;
}

/** Those that have begun are named first; where one refused, there is no run. */
function stateIn(output: string): ServerState {
  if (HAVE_NOT_STARTED.test(output)) return 'refused';
  return /^Waiting for possible/m.test(output) ? 'begun' : 'starting';
}

function goneSignal(child: RunningProcess): AbortSignal {
  const gone = new AbortController();
  void child.exited.then(() => gone.abort());
  return gone.signal;
}
