import type { Recalled } from './recall.ts';
import { readStored, type StoredEvidence } from './stored-series.ts';

/** Remarks that a reader must see beside a verdict from stored recordings, most important first. */
export function notesOnBaseline(evidence: StoredEvidence, recalled: Recalled): string[] {
  const notes = recalled.broken.map(
    ({ commit, failure }) => `The recording of ${commit.slice(0, 7)} cannot be used: ${failure.message}.`,
  );
  for (const { words, recordings } of recalled.leftOut) {
    if (recalled.obstacle?.kind === 'not comparable') break;
    notes.push(`Left out: ${recordings === 1 ? 'one recording' : `${recordings} recordings`} (${words}).`);
  }
  if (recalled.obstacle === null) notes.push(...sayMoved(evidence));
  return notes;
}

/** A metric that changed for good is held against fewer recordings than the headline says. */
function sayMoved(evidence: StoredEvidence): string[] {
  const moved = readStored(evidence).filter(({ since, role }) => since !== null && role !== 'shown');
  const groups = Map.groupBy(moved, ({ since, past }) => `${since}\n${past.length}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    const names = group.map(({ level: { endpoint, metric } }) =>
      endpoint === null ? metric : `${endpoint} ${metric}`,
    );
    const many = first?.past.length ?? 0;
    const since = many === 1 ? 'the only recording' : `the ${many} recordings`;
    const verb = names.length === 1 ? 'is' : 'are';
    return `${names.join(', ')} changed at ${first?.since?.slice(0, 7)} and ${verb} held against ${since} since then.`;
  });
}
