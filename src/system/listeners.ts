import { readdirSync, readlinkSync } from 'node:fs';
import { readProcText } from './process-table.ts';

interface ListeningSocket {
  readonly port: number;
  readonly inode: string;
}

/** State of a listening socket in /proc/net/tcp. */
const LISTEN = '0A';

/** Listening TCP sockets of this machine, both families; empty where there is no /proc. */
function listListening(): ListeningSocket[] {
  return ['tcp', 'tcp6'].flatMap((family) =>
    (readProcText(`/proc/net/${family}`) ?? '')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const fields = line.trim().split(/\s+/);
        const [local, state, inode] = [fields[1], fields[3], fields[9]];
        if (local === undefined || inode === undefined || state !== LISTEN) return [];
        return [{ port: Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16), inode }];
      }),
  );
}

/** Who listens on a port: one entry a socket, with the first of the given processes that holds it, or null when none does. */
export function findListeners(port: number, pids: readonly number[]): (number | null)[] {
  const sockets = listListening().filter((socket) => socket.port === port);
  if (sockets.length === 0) return [];
  const held = pids.map((pid) => ({ pid, inodes: socketsOf(pid) }));
  return sockets.map(({ inode }) => held.find(({ inodes }) => inodes.has(inode))?.pid ?? null);
}

/** Ports that any of the given processes listens on, ascending. */
export function portsOf(pids: readonly number[]): number[] {
  const inodes = new Set(pids.flatMap((pid) => [...socketsOf(pid)]));
  const ports = listListening().flatMap((socket) => (inodes.has(socket.inode) ? [socket.port] : []));
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** Inodes of a process's sockets; empty when it is not ours to look into. */
function socketsOf(pid: number): Set<string> {
  const inodes = new Set<string>();
  const folder = `/proc/${pid}/fd`;
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return inodes;
  }
  for (const name of names) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1];
      if (inode !== undefined) inodes.add(inode);
    } catch {
      // Closed while we looked.
    }
  }
  return inodes;
}
