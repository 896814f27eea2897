import { HttpError } from './http.js';

/**
 * A fixed number of connections; whoever comes when all are lent waits in line, `timeout` ms at most, and is refused where
 * `queue` others wait already.
 */
export function createPool({ size, queue, timeout }, open) {
  const connections = Array.from({ length: size }, open);
  const idle = [...connections];
  const waiting = new Set();

  return {
    async use(work) {
      const connection = idle.pop() ?? (await wait());
      try {
        return await work(connection);
      } finally {
        const [next] = waiting;
        if (next) next(connection);
        else idle.push(connection);
      }
    },
    close() {
      for (const connection of connections) connection.close();
    },
  };

  function wait() {
    if (waiting.size >= queue) throw new HttpError(503, 'too many wait for a connection');
    return new Promise((resolve, reject) => {
      const leave = (connection) => {
        waiting.delete(leave);
        clearTimeout(patience);
        resolve(connection);
      };
      const patience = setTimeout(() => {
        waiting.delete(leave);
        reject(new HttpError(503, 'no connection in time'));
      }, timeout);
      waiting.add(leave);
    });
  }
}
