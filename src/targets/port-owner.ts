import { findListeners } from '../system/listeners.ts';
import { listProcesses, readProcText } from '../system/process-table.ts';

/** Whose listener answers on a port. `unknown`: it cannot be seen, or forwards to a container. */
export type PortOwner =
  | { readonly kind: 'ours' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stranger'; readonly name: string; readonly pid: number };

/** Programs that listen for a container whose processes are not ours to see. */
const FORWARDERS = [
  'docker-proxy',
  'rootlessport',
  'rootlesskit',
  'slirp4netns',
  'pasta',
  'conmon',
  'gvproxy',
];

export function findPortOwner(port: number, ourPids: readonly number[]): PortOwner {
  const sockets = findListeners(port, ourPids);
  if (sockets.length === 0) return { kind: 'unknown' };
  if (!sockets.includes(null)) return { kind: 'ours' };
  const ours = new Set(ourPids);
  for (const pid of findListeners(port, listProcesses())) {
    if (pid === null || ours.has(pid)) continue;
    const name = (readProcText(`/proc/${pid}/comm`) ?? '').trim();
    if (!FORWARDERS.includes(name)) return { kind: 'stranger', name, pid };
  }
  return { kind: 'unknown' };
}
