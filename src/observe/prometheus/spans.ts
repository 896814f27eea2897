/** How the values of a query lie on the windows of a start. */
export interface Spans {
  /** Windows that a value stands for. */
  readonly windows: number;
  readonly spanMs: number;
  /** Moments at which a span is looked at; 1 for queries that look back over it themselves. */
  readonly looks: number;
}

/** A rate needs two samples to be one. */
const SAMPLES_OF_A_RANGE = 2;

/**
 * As few windows as one value can stand for: all that the query looks back over, and enough scrapes to see them. Spans do not
 * overlap, or neighbours would say the same twice.
 */
export function laySpans(
  reachMs: number | null,
  { intervalMs, windowMs }: { readonly intervalMs: number; readonly windowMs: number },
): Spans {
  const least = reachMs === null ? intervalMs : Math.max(reachMs, SAMPLES_OF_A_RANGE * intervalMs);
  const windows = Math.max(1, Math.ceil(least / windowMs));
  const spanMs = windows * windowMs;
  return { windows, spanMs, looks: reachMs === null ? Math.max(1, Math.floor(spanMs / intervalMs)) : 1 };
}
