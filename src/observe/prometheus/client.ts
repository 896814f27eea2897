import { z } from 'zod';
import type { Server, ServerAnswer } from '../server.ts';

/** Times are the server's, epoch ms. */
export interface RangeQuery {
  readonly query: string;
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** One series: values at the times at which it has one. */
export interface Curve {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/** `bad`: the server cannot make sense of the query. `lost`: there is no answer to be had. */
export type Answer =
  | { readonly kind: 'curves'; readonly curves: readonly Curve[] }
  | { readonly kind: 'bad' | 'lost'; readonly reason: string };

/** Prometheus' query API, and what speaks like it: Mimir, Thanos, VictoriaMetrics. Never rejects but for metadata addresses. */
export interface PrometheusClient {
  /** Evaluated by the server's own clock. */
  now(query: string): Promise<Answer>;
  range(query: RangeQuery): Promise<Answer>;
  /** Scraped targets with their interval, ms; empty where the server knows none. */
  targets(): Promise<readonly ScrapedTarget[]>;
}

export interface ScrapedTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly intervalMs: number;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 20_000_000;

export function createPrometheusClient(server: Server): PrometheusClient {
  const post = async (path: string, form: Readonly<Record<string, string>>): Promise<Answer> =>
    readAnswer(
      await server.send({
        ...{ method: 'POST', path, timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(new URLSearchParams(form).toString()),
      }),
    );
  return {
    now: (query) => post('/api/v1/query', { query }),
    range: ({ query, from, to, stepMs }) =>
      post('/api/v1/query_range', { query, start: seconds(from), end: seconds(to), step: seconds(stepMs) }),
    async targets() {
      const path = '/api/v1/targets?state=active';
      const answer = await server.send({
        ...{ method: 'GET', path, timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES },
      });
      const parsed = TARGETS.safeParse(answer.kind === 'answer' ? parseJson(answer.body) : null);
      return parsed.success ? parsed.data.data.activeTargets : [];
    },
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const labels = z.record(z.string(), z.string());
const point = z
  .tuple([z.number(), z.string()])
  .transform(([at, value]) => ({ at: Math.round(at * 1000), value: readValue(value) }));

const SUCCESS = z.object({
  status: z.literal('success'),
  data: z.union([
    z.object({ resultType: z.literal('scalar'), result: point }),
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labels, value: point })),
    }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(point) })),
    }),
  ]),
});
const ERROR = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });
const TARGETS = z.object({
  data: z.object({
    activeTargets: z.array(
      z
        .object({ labels, scrapeInterval: z.string() })
        .transform((target) => ({ labels: target.labels, intervalMs: readDuration(target.scrapeInterval) })),
    ),
  }),
});

function readAnswer(answer: ServerAnswer): Answer {
  if (answer.kind === 'lost') return answer;
  const body = parseJson(answer.body);
  const error = ERROR.safeParse(body);
  if (error.success) {
    const { errorType, error: said } = error.data;
    return { kind: errorType === 'bad_data' ? 'bad' : 'lost', reason: said.slice(0, 300) };
  }
  const success = answer.status === 200 ? SUCCESS.safeParse(body) : null;
  if (!success?.success) {
    const what = answer.status === 200 ? 'with what is no query result' : `with status ${answer.status}`;
    return { kind: 'lost', reason: `it answered ${what}` };
  }
  return { kind: 'curves', curves: curvesOf(success.data.data) };
}

function curvesOf(data: z.infer<typeof SUCCESS>['data']): Curve[] {
  switch (data.resultType) {
    case 'scalar':
      return [{ labels: {}, points: [data.result] }];
    case 'vector':
      return data.result.map(({ metric, value }) => ({ labels: metric, points: [value] }));
    case 'matrix':
      return data.result.map(({ metric, values }) => ({ labels: metric, points: values }));
  }
}

function readValue(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
  ...{ d: 86_400_000, w: 604_800_000, y: 31_536_000_000 },
};

/** As Prometheus writes durations: `1m30s`. Zero for what is none. */
export function readDuration(text: string): number {
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    total += Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
  return total;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
