import { settingsFailure } from '../../core/failure.ts';
import type { ObservePlan, PrometheusPlan } from '../../core/observe-plan.ts';
import type { Observer } from '../../core/observer.ts';
import { openServer } from '../server.ts';
import { createPrometheusClient, type PrometheusClient } from './client.ts';
import { createComplaints } from './complaints.ts';
import { createPrometheusObserver } from './observer.ts';
import { fillIn } from './query-text.ts';
import { measureSkew } from './skew.ts';

/**
 * Tries server and queries before any load runs. Null where no server is to be asked. A query that the server cannot parse is a
 * settings Failure with the server's words; a server that cannot be reached is a warning.
 */
export async function openPrometheus(
  { observe: { prometheus: plan } }: { readonly observe: Pick<ObservePlan, 'prometheus'> },
  { environment }: { readonly environment: Readonly<Record<string, string | undefined>> },
): Promise<Observer | null> {
  if (plan === null) return null;
  const complaints = createComplaints('Prometheus');
  const opened = openServer(plan.server, environment);
  if (opened.kind === 'unset') {
    complaints.add(`the variable ${opened.variable} is not set`);
    return createPrometheusObserver({ plan, reached: null, complaints });
  }
  const client = createPrometheusClient(opened.server);
  const first = await client.now('time()');
  const skew = first.kind === 'curves' ? await measureSkew(client) : null;
  if (first.kind !== 'curves' || skew === null) {
    const reason = first.kind === 'curves' ? 'it does not tell its time' : first.reason;
    complaints.add(`the server cannot be reached (${reason})`);
    return createPrometheusObserver({ plan, reached: null, complaints });
  }
  await refuseBadQueries(plan, client);
  return createPrometheusObserver({ plan, reached: { client, skew }, complaints });
}

/** Any side does to have a query parsed. */
const NOBODY = { side: 'base', url: 'http://127.0.0.1:9' } as const;

async function refuseBadQueries(
  { queries, selector }: PrometheusPlan,
  client: PrometheusClient,
): Promise<void> {
  const texts = [
    ...queries.map(({ name, query }) => ({ where: `the query for ${name}`, query })),
    { where: 'the selector', query: `up{${selector}}` },
  ];
  const problems: string[] = [];
  for (const { where, query } of texts) {
    const answer = await client.now(fillIn(query, NOBODY, 60_000));
    if (answer.kind === 'bad') problems.push(`- ${where}: ${answer.reason}`);
  }
  if (problems.length === 0) return;
  throw settingsFailure(
    `Prometheus cannot read what it is to be asked:\n${problems.join('\n')}`,
    'Correct observe.prometheus in plimsoll.yml; $side, $target and $range stand for the side, its host and port, and the span of a value.',
  );
}
