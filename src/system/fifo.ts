import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { settingsFailure } from '../core/failure.ts';

/** The reading end of a named pipe that another process writes as if it were a file. */
export interface Fifo {
  /** Resolves when all that was written has been delivered, after `hangUp` and after the writer has gone. */
  readonly ended: Promise<void>;
  /** To be called once the writer has ended, or when none will ever come. Safe to call twice. */
  hangUp(): void;
}

/** Makes the pipe through the system's own tool, because Node has no call for it. */
export async function makeFifo(path: string): Promise<void> {
  try {
    await promisify(execFile)('mkfifo', ['-m', '600', path]);
  } catch (error) {
    throw settingsFailure(
      `could not make a named pipe at ${path}`,
      'k6 is read through a named pipe: run on Linux or macOS, with mkfifo on the PATH.',
      error,
    );
  }
}

/**
 * Opens the reading end. A writing end of our own keeps the pipe alive until `hangUp`, so that it
 * neither ends before the writer has opened it nor hangs when the writer never does.
 */
export function readFifo(path: string, deliver: (chunk: Buffer) => void): Fifo {
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let writing: number | null = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const socket = new Socket({ fd: reading, readable: true, writable: false });
  const hangUp = (): void => {
    if (writing !== null) closeSync(writing);
    writing = null;
  };
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      try {
        deliver(chunk);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
  ended.then(hangUp, hangUp);
  return { ended, hangUp };
}
