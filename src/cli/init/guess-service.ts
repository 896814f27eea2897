import { type Guess, type Guesser, NOTHING, type Repository } from './guess.ts';
import { guessContainer } from './guess-container.ts';
import { guessGo } from './guess-go.ts';
import { guessNode } from './guess-node.ts';
import { guessPython } from './guess-python.ts';

/** Containers come last: of a process that Plimsoll starts itself it also sees CPU and memory. */
const GUESSERS: readonly Guesser[] = [guessNode, guessGo, guessPython, guessContainer];

/** The first way to start the service that its files suggest. */
export async function guessService(repository: Repository): Promise<Guess> {
  for (const guess of GUESSERS) {
    const found = await guess(repository);
    if (found !== null) return found;
  }
  return NOTHING;
}
