/** How a service seems to be built and started. Only a guess: whoever reads it is told so. */
export interface Guess {
  /** File that it was guessed from; null when nothing was found. */
  readonly from: string | null;
  /** Empty for nothing to build. */
  readonly build: string;
  /** Empty when it could not be guessed. */
  readonly start: string;
  readonly stop: string;
  /** What the guess rests on and nobody has checked; empty for nothing. */
  readonly mind: string;
}

/** The repository as far as a guess needs it. */
export interface Repository {
  /** Text of a file by its path from the root; null where there is none. */
  read(path: string): Promise<string | null>;
  /** Names in a folder; empty where there is none. */
  list(folder: string): Promise<readonly string[]>;
}

export const NOTHING: Guess = { from: null, build: '', start: '', stop: '', mind: '' };

export type Guesser = (repository: Repository) => Promise<Guess | null>;
