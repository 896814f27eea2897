import { parentPort } from 'node:worker_threads';
import type { Outcome, Scene } from './comment.ts';
import { simulateComment } from './comment.ts';

/** Comments `from` to `to` (not included) of one scene. */
export interface Task {
  readonly scene: Scene;
  readonly from: number;
  readonly to: number;
}

parentPort?.on('message', ({ scene, from, to }: Task) => {
  const outcomes: Outcome[] = [];
  for (let index = from; index < to; index++) outcomes.push(simulateComment(scene, index));
  parentPort?.postMessage(outcomes);
});
