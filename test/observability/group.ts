/** One thing that is tried. `run` rejects with what went wrong and resolves with what was seen. */
export interface Trial<World> {
  readonly name: string;
  readonly run: (world: World) => Promise<string>;
}

/** Trials on the same servers. `open` rejects with the way to get what is missing. */
export interface Group<World extends AsyncDisposable> {
  readonly name: string;
  readonly open: () => Promise<World>;
  readonly trials: readonly Trial<World>[];
}

/** `refused`: its servers are not there, so nothing was tried. */
export interface Outcome {
  readonly name: string;
  readonly kind: 'worked' | 'refused' | 'failed';
  readonly said: string;
}

/** Starts the servers of a group, tries everything on them in turn, and stops them. */
export async function tryGroup<World extends AsyncDisposable>(
  { name, open, trials }: Group<World>,
  tell: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const keep = (outcome: Outcome): void => {
    outcomes.push(outcome);
    tell(outcome);
  };
  const opened = await open().catch((error: Error) => error);
  if (opened instanceof Error) {
    keep({
      name,
      kind: 'refused',
      said: [opened.message, 'hint' in opened ? opened.hint : ''].join(' ').trim(),
    });
    return outcomes;
  }
  await using world = opened;
  for (const trial of trials) {
    const outcome = await trial.run(world).then(
      (said) => ({ name: trial.name, kind: 'worked', said }) as const,
      (error: Error) => ({ name: trial.name, kind: 'failed', said: error.stack ?? error.message }) as const,
    );
    keep(outcome);
  }
  return outcomes;
}
