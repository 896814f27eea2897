import { type Guess, NOTHING, type Repository } from './guess.ts';

/** A Go module: its main package in the root, or the first command under cmd/. */
export async function guessGo(repository: Repository): Promise<Guess | null> {
  if ((await repository.read('go.mod')) === null) return null;
  const [command] = [...(await repository.list('cmd'))].sort();
  const isInRoot = (await repository.read('main.go')) !== null;
  if (!isInRoot && command === undefined) return null;
  return {
    ...NOTHING,
    from: 'go.mod',
    build: `go build -o .plimsoll-service ${isInRoot ? '.' : `./cmd/${command}`}`,
    start: 'exec ./.plimsoll-service',
  };
}
