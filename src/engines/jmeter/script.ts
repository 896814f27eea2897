/** The user's plan and what is to be made of it. */
export interface JMeterScript {
  /** Absolute path of the plan. */
  readonly path: string;
  /** Origins written into the plan that stand for the side's target. */
  readonly origins: readonly string[];
  /** Properties or variables through which the plan learns its target: its origin, or host, port and protocol; none where it does not. */
  readonly targetProperty: readonly string[];
  /** Further properties of JMeter (`-J`) by name. */
  readonly properties: Readonly<Record<string, string>>;
  /** Whether a transaction controller counts as one endpoint (`parents`), its requests as theirs (`children`), or as it is set. */
  readonly transactions: 'plan' | 'children' | 'parents';
}
