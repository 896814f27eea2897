import type { ConfigurationPlan } from './configuration/configuration-plan.ts';
import type { GrafanaPlan } from './grafana-plan.ts';
import type { ObservePlan, PublishPlan } from './observe-plan.ts';
import type { Margins, Policy } from './policy.ts';

/** How the two versions come up: Plimsoll starts both from git, or both run already. */
export type TargetPlan =
  | {
      readonly kind: 'git';
      /** Repository root, which is also head's working directory. */
      readonly workspace: string;
      /** The ref that head is compared with; its merge base with head is measured. */
      readonly base: string;
      /** Folder of the service inside the repository, '.' for the root. */
      readonly directory: string;
      /** Shell command run once per side before the first start; empty when there is nothing to build. */
      readonly build: string;
      readonly start: string;
      /** Shell command that stops the service; empty for signals alone. */
      readonly stop: string;
      readonly env: Readonly<Record<string, string>>;
      /** Path or URL that answers with a status below 500 once the service is up. */
      readonly ready: string;
      readonly readyTimeoutMs: number;
      /** Numbers of the processors that the services may use; left out, all. */
      readonly cores?: readonly number[];
    }
  | { readonly kind: 'urls'; readonly baseUrl: string; readonly headUrl: string }
  /** One version only, which runs already. */
  | { readonly kind: 'url'; readonly url: string };

/** Where recordings live, how they are made and which of them count. */
export interface BaselinePlan {
  /** Location of the store; null when there is none. */
  readonly location: string | null;
  /** Repository root. */
  readonly workspace: string;
  /** Name of the default branch, the only one that is recorded. */
  readonly branch: string;
  /** Name under which this service's recordings are kept. */
  readonly service: string;
  /** Load time of a recording, ms. */
  readonly budgetMs: number;
  /** Latest comparable recordings that head is judged against, at most. */
  readonly runs: number;
  /** Conditions that must be the same, with commas between; empty for the default rule. */
  readonly comparableWhen: string;
  /** Entries that the store may hold before it is thinned out. */
  readonly keep: number;
  /** Whether a store that refuses a recording fails the job. */
  readonly required: boolean;
  /** Endpoints that head lacks on purpose. */
  readonly removed: readonly string[];
  /** What a pass against recordings must rule out. */
  readonly margins: Margins;
}

export interface K6Plan {
  /** Absolute path of a binary to use; empty to look for one. */
  readonly path: string;
  readonly version: string;
  /** Checksum of the release archive for a version that we do not know; empty otherwise. */
  readonly sha256: string;
}

export interface JMeterPlan {
  /** Absolute path of an installation to use; empty to look for one. */
  readonly home: string;
  readonly version: string;
  /** Checksum of the archive for a version that we do not know; empty otherwise. */
  readonly sha512: string;
  /** Properties or variables through which a plan learns its target: its origin, or host, port and protocol. */
  readonly targetProperty: readonly string[];
  /** Whether transaction controllers count as endpoints, or the requests in them; `plan` as each is set. */
  readonly transactions: 'plan' | 'children' | 'parents';
  /** Further arguments of the command line. */
  readonly args: readonly string[];
  /** Servers of JMeter's own distributed mode that make the load, each `host` or `host:port`; none where it is made here. */
  readonly remoteHosts: readonly string[];
}

/** A request of the script that Plimsoll makes where only paths are listed. */
export interface PathRequest {
  readonly method: string;
  /** From the slash on, query included. */
  readonly path: string;
  /** JSON, as it is sent; null for none. */
  readonly body: string | null;
}

/** What to compare, with which load, for how long, under which rules: settings made whole. */
export interface Plan {
  readonly targets: TargetPlan;
  /** Absolute path of the k6 script or JMeter plan; `paths` where it is made of those. */
  readonly script: string;
  readonly paths: readonly PathRequest[];
  /** Variable through which the script learns its side's origin. */
  readonly targetEnv: string;
  /** Further variables for the script. */
  readonly scriptEnv: Readonly<Record<string, string>>;
  /** Origins written into the script; their requests go to the side instead. */
  readonly origins: readonly string[];
  /** Whether the script may import modules from other machines. */
  readonly remoteImports: boolean;
  readonly k6: K6Plan;
  readonly jmeter: JMeterPlan;
  /** Iterations per second; where it is to be found, what is taken when it cannot be. */
  readonly rate: number;
  /** Whether the rate is to be found from what base sustains. */
  readonly findsRate: boolean;
  /** Whether the sides are saturated in turn to compare what they get done. */
  readonly comparesCapacity: boolean;
  /** Today's load, iterations per second, around which growth is tried; null leaves it out. */
  readonly growthFrom: number | null;
  /** The same, for growth that is tried only where a change touches declared configuration; left out where it is not. */
  readonly growthOnConfiguration?: number;
  readonly rateSource: 'set' | 'default' | 'measured';
  /** Whether generator and services are to be kept on processors of their own, where there are enough. */
  readonly pin: 'auto' | 'off';
  /** Numbers of the processors that generators may use; left out, all. */
  readonly generatorCores?: readonly number[];
  /** Load time at most, in ms, warm-up and starts not included. */
  readonly budgetMs: number;
  /** Starts of both sides; null lets the start-up time decide. */
  readonly starts: number | null;
  /** The rules, but for the allowance: its default depends on the number of starts. */
  readonly policy: Omit<Policy, 'delta'>;
  /** Allowance for the difference between two starts of one build; null until the number of starts is known. */
  readonly delta: number | null;
  readonly inconclusive: 'pass' | 'fail';
  /** What head is judged against; `auto` takes base where there is one. */
  readonly against: 'auto' | 'base' | 'baseline';
  readonly baseline: BaselinePlan;
  /** What is read beside the load, and where the numbers go. */
  readonly observe: ObservePlan;
  readonly publish: PublishPlan;
  /** Null where no Grafana is told of runs. */
  readonly grafana: GrafanaPlan | null;
  /** Absent where nothing was declared to be configuration. */
  readonly configuration?: ConfigurationPlan;
  /** Seed of the schedule and the flips; the same data and seed give the same verdict. */
  readonly seed: string;
}
