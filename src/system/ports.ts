import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Ports of this machine that nobody listens on, all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(async (server) => {
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
        return address.port;
      }),
    );
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** Loopback hosts as they stand in a URL; some services listen on one of the two only. */
const LOOPBACK = ['127.0.0.1', '[::1]'] as const;
const CONNECT_MS = 1000;

/** The loopback host on which something accepts connections to a port; null when nothing does. */
export async function answeringHost(port: number): Promise<string | null> {
  for (const host of LOOPBACK) if (await accepts(host.replace(/[[\]]/g, ''), port)) return host;
  return null;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(CONNECT_MS, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
