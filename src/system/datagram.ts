import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Sends one text to a UDP port of this machine. Whether anybody hears it is not known. */
export async function sendDatagram(text: string, port: number): Promise<void> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve) => {
      socket.once('error', () => resolve());
      socket.send(text, port, '127.0.0.1', () => resolve());
    });
  } finally {
    socket.close();
  }
}

/** UDP ports of this machine that nobody listens on, all different. */
export async function findFreeDatagramPorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'));
  try {
    return await Promise.all(
      sockets.map(async (socket) => {
        socket.bind(0, '127.0.0.1');
        await once(socket, 'listening');
        return socket.address().port;
      }),
    );
  } finally {
    for (const socket of sockets) socket.close();
  }
}
