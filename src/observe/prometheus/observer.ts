import type { PrometheusPlan } from '../../core/observe-plan.ts';
import type { Attendance, ObservedLeg, Observer } from '../../core/observer.ts';
import { attendLeg } from './attend-leg.ts';
import type { PrometheusClient } from './client.ts';
import type { Complaints } from './complaints.ts';
import { writeDiscovery } from './discovery.ts';
import { measureSkew, type Skew } from './skew.ts';

export interface PrometheusSetup {
  readonly plan: PrometheusPlan;
  /** Null where the server cannot be reached; then there are complaints and nothing else. */
  readonly reached: { readonly client: PrometheusClient; readonly skew: Skew } | null;
  readonly complaints: Complaints;
}

/** Clocks that differ by an unknown share of a window larger than this would book one window's work on the next. */
const MOST_UNCERTAIN = 0.1;

/** Asks a Prometheus server about both sides, span by span. */
export function createPrometheusObserver({ plan, reached, complaints }: PrometheusSetup): Observer {
  const over = new AbortController();
  const answered = new Set<string>();
  return {
    get warnings() {
      const silent = reached === null ? [] : plan.queries.filter(({ name }) => !answered.has(name));
      for (const { name } of silent) complaints.add(`there were no values for ${name}`);
      return complaints.warnings();
    },
    attend(leg, write) {
      const told = tellWhere(leg);
      if (reached === null) return { catchUp: () => told, end: () => told };
      const { client, skew } = reached;
      if (skew.uncertainMs > MOST_UNCERTAIN * leg.windowMs) {
        complaints.add(
          `its clock could be compared with this machine's to ±${Math.round(skew.uncertainMs)} ms only, too little for windows of ${leg.windowMs / 1000} s`,
        );
        return { catchUp: () => told, end: () => told };
      }
      const attendance = attendLeg({
        ...{ plan, client, skew, complaints, leg, write, answered },
        signal: over.signal,
      });
      return { ...attendance, end: (windows) => endLeg({ client, skew, leg, attendance, windows }) };
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      if (plan.discovery !== '') await writeDiscovery(plan.discovery, []).catch(() => undefined);
    },
  };

  async function tellWhere({ targets }: ObservedLeg): Promise<void> {
    if (plan.discovery === '') return;
    await writeDiscovery(plan.discovery, targets).catch((error: Error) =>
      complaints.add(`the file for discovery cannot be written (${error.message})`),
    );
  }

  /** A clock that was set anew during the load has mixed up its windows. */
  async function endLeg({ client, skew, leg, attendance, windows }: EndedLeg): Promise<void> {
    await attendance.end(windows);
    const again = await measureSkew(client);
    const moved = again === null ? 0 : Math.abs(again.aheadMs - skew.aheadMs);
    if (moved > MOST_UNCERTAIN * leg.windowMs + (again?.uncertainMs ?? 0))
      complaints.add(
        `one of the clocks was changed by ${Math.round(moved)} ms during the load; do not trust its rows`,
      );
  }
}

interface EndedLeg {
  readonly client: PrometheusClient;
  readonly skew: Skew;
  readonly leg: ObservedLeg;
  readonly attendance: Attendance;
  readonly windows: number;
}
