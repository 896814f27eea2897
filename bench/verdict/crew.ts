import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Outcome, Scene } from './comment.ts';
import type { Task } from './worker.ts';

/** So many comments of one scene. */
export interface Order {
  readonly scene: Scene;
  readonly comments: number;
}

const WORKERS = 2;
const COMMENTS_A_TASK = 5;

/** Simulates all orders over two threads; the outcomes of each stand in the order of their comments. */
export async function simulateAll(
  orders: readonly Order[],
  progress: (done: number, of: number) => void,
): Promise<Outcome[][]> {
  const outcomes: Outcome[][] = orders.map(() => []);
  const tasks = orders.flatMap(({ scene, comments }, order) => cutTasks(scene, comments, order));
  const of = tasks.length;
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) {
        worker.postMessage(next.task);
        const [found] = (await once(worker, 'message')) as [Outcome[]];
        found.forEach((outcome, i) => {
          (outcomes[next.order] as Outcome[])[next.task.from + i] = outcome;
        });
        progress(++done, of);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return outcomes;
}

function cutTasks(scene: Scene, comments: number, order: number): { task: Task; order: number }[] {
  return Array.from({ length: Math.ceil(comments / COMMENTS_A_TASK) }, (_, part) => ({
    task: { scene, from: part * COMMENTS_A_TASK, to: Math.min(comments, (part + 1) * COMMENTS_A_TASK) },
    order,
  }));
}
