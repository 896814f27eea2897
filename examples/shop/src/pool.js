/** A fixed number of connections; whoever comes when all are lent waits in line. */
export function createPool(size, open) {
  const connections = Array.from({ length: size }, open);
  const idle = [...connections];
  const waiting = [];

  return {
    async use(work) {
      const connection = idle.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
      try {
        return await work(connection);
      } finally {
        const next = waiting.shift();
        if (next) next(connection);
        else idle.push(connection);
      }
    },
    close() {
      for (const connection of connections) connection.close();
    },
  };
}
