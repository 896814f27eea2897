import type { Installation } from './installation.ts';
import type { JMeterScript } from './script.ts';

/** What every run of an engine has in common. */
export interface JMeterSetup {
  readonly installation: Installation;
  readonly script: JMeterScript;
  /** Further arguments of JMeter's command line. */
  readonly args: readonly string[];
  /** Servers of JMeter's that make the load, each `host` or `host:port`; none where it is made here. */
  readonly remoteHosts: readonly string[];
  /** Numbers of the processors that it may use; left out, all. */
  readonly cores?: readonly number[] | undefined;
  /** Where JMeter runs: file names in scripts of the plan count from there. */
  readonly cwd: string;
  /** Our own environment; JMeter gets the part of it that children may have. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
