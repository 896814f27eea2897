import { settingsFailure } from '../../core/failure.ts';
import { addressOf } from '../../core/origin.ts';
import type { HttpElement } from './requests.ts';

/** Which requests of a plan are meant for the versions under test. */
export interface Mapping {
  /** Whether an origin stands for the service. */
  readonly stands: (origin: string) => boolean;
}

export interface MappingWish {
  readonly script: string;
  /** Origins that the user named; they go before what we find. */
  readonly origins: readonly string[];
  /** Whether the plan learns its target through properties, so that nothing has to be found. */
  readonly isTold: boolean;
  /** Whether requests may stand in plans that it includes, so that its defaults alone say where they go. */
  readonly includes: boolean;
}

/** Finds the one origin that the plan's requests share. Throws a settings failure with the line that mends a plan without. */
export function mapOrigins(http: readonly HttpElement[], wish: MappingWish): Mapping {
  const { script, origins, isTold, includes } = wish;
  const found = new Map<string, string>();
  for (const { destination, isDefaults } of http) {
    if ((includes || !isDefaults) && destination.kind === 'origin')
      found.set(addressOf(destination.origin), destination.origin);
  }
  const named = new Set(origins.map(addressOf));
  if (named.size > 0) {
    if (isTold || [...found.keys()].some((address) => named.has(address))) return standing(named);
    throw settingsFailure(
      `no request of ${script} goes to ${origins.join(' or ')}; they go to ${list(found) || 'no host that is known before a run'}`,
      'Set `origin` to one that stands in the plan.',
    );
  }
  if (isTold) return standing(new Set());
  if (found.size > 1) {
    const plain = [...found.values()].find((origin) => origin.startsWith('http:'));
    throw settingsFailure(
      `the requests of ${script} go to several origins: ${list(found)}`,
      plain === undefined
        ? TELL
        : `Say which of them is the service under test, with one line in plimsoll.yml: \`origin: ${plain}\`.`,
    );
  }
  if (
    found.size === 0 &&
    !http.some(({ destination, isDefaults }) => destination.kind === 'none' && (includes || !isDefaults))
  ) {
    const unknown = http.map(({ destination }) => destination).find(({ kind }) => kind === 'unknown');
    throw settingsFailure(
      unknown?.kind === 'unknown'
        ? `where the requests of ${script} go is known in a run only: ${unknown.text}`
        : `${script} has no HTTP request whose target could be set`,
      TELL,
    );
  }
  return standing(new Set(found.keys()));
}

const TELL = `Let the plan read its target from properties, such as \${__P(host)} and \${__P(port)}, and name them: \`target-property: host/port\`.`;

const list = (found: ReadonlyMap<string, string>): string => [...found.values()].join(', ');

const standing = (addresses: ReadonlySet<string>): Mapping => ({
  stands: (origin) => addresses.has(addressOf(origin)),
});
