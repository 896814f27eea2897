import type { ScriptFacts } from '../../core/engine.ts';
import { settingsFailure } from '../../core/failure.ts';

/** A scenario as `k6 inspect` prints it: fields of all executors, null where the script left them out. */
export interface InspectedScenario {
  readonly executor: string;
  readonly exec?: string | null;
  readonly rate?: number | null;
  readonly startRate?: number | null;
  readonly timeUnit?: string | null;
  readonly vus?: number | null;
  readonly startVUs?: number | null;
  readonly stages?: readonly { readonly target: number; readonly duration: string }[] | null;
  readonly options?: { readonly browser?: unknown } | null;
}

/** The streams of iterations, with shares of the rate as the script itself would have given them. */
export function readScenarios(
  scenarios: Readonly<Record<string, InspectedScenario>> | null | undefined,
): ScriptFacts['scenarios'] {
  const entries = Object.entries(scenarios ?? {});
  if (entries.length === 0) return [{ name: 'default', exec: 'default', weight: 1 }];
  for (const [name, scenario] of entries) refuseUnusable(name, scenario);
  const all = entries.map(([, scenario]) => scenario);
  const byRate = all.every(isArrivalRate);
  const byUsers = all.every((scenario) => !isArrivalRate(scenario));
  const sizes = all.map((scenario) => (byRate ? perSecond(scenario) : byUsers ? users(scenario) : 1));
  const sum = sizes.reduce((total, size) => total + size, 0);
  return entries
    .map(([name, scenario], index) => ({
      name,
      exec: scenario.exec || 'default',
      weight: sum > 0 ? (sizes[index] as number) / sum : 1 / entries.length,
    }))
    .filter(({ weight }) => weight > 0);
}

function refuseUnusable(name: string, scenario: InspectedScenario): void {
  if (scenario.options?.browser) {
    throw settingsFailure(
      `scenario "${name}" drives a browser; plimsoll deals slots of milliseconds to requests`,
      'Give plimsoll a script with protocol-level scenarios (k6/http, k6/net/grpc) only.',
    );
  }
  if (scenario.executor === 'externally-controlled') {
    throw settingsFailure(
      `scenario "${name}" is externally-controlled: its load is set from outside while it runs`,
      'Use any other executor; plimsoll sets the load itself and only needs the function to run.',
    );
  }
}

const isArrivalRate = (scenario: InspectedScenario): boolean => scenario.executor.endsWith('-arrival-rate');

/** Iterations per second, averaged over the stages where there are any. */
function perSecond(scenario: InspectedScenario): number {
  const start = scenario.rate ?? scenario.startRate ?? 0;
  return average(start, scenario.stages) / (seconds(scenario.timeUnit ?? '1s') || 1);
}

const users = (scenario: InspectedScenario): number =>
  average(scenario.vus ?? scenario.startVUs ?? 1, scenario.stages);

/** Time average of a line that goes from target to target. */
function average(start: number, stages: InspectedScenario['stages']): number {
  let [area, time, level] = [0, 0, start];
  for (const stage of stages ?? []) {
    const lasts = seconds(stage.duration);
    area += (lasts * (level + stage.target)) / 2;
    time += lasts;
    level = stage.target;
  }
  return time > 0 ? area / time : level;
}

/** Go's notation of durations: `1m30s`, `500ms`. */
function seconds(duration: string): number {
  let sum = 0;
  for (const [, count, unit] of duration.matchAll(/([\d.]+)(d|h|ms|m|s|us|µs|ns)/g)) {
    sum += Number(count) * (UNIT_SECONDS[unit as string] ?? 0);
  }
  return sum;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};
