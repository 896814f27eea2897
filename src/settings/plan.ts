import { resolve } from 'node:path';
import type { ObservePlan } from '../core/observe-plan.ts';
import type { JMeterPlan, Plan, TargetPlan } from '../core/plan.ts';
import { DEFAULT_MARGINS, fillMargins, STORED_MARGINS } from '../core/policy.ts';
import type { Settings } from './read.ts';

/** What a plan needs beside the settings. */
export interface PlanContext {
  /** Name of the default branch, where it is known to differ from `defaultBase`. */
  readonly defaultBranch?: string;
  /** Absolute path of the repository's root. */
  readonly workspace: string;
  /** What head is compared with when nobody says. */
  readonly defaultBase: string;
  /** Seed of this run when nobody says. */
  readonly seed: string;
}

/** From settings to what to do. */
export function makePlan(settings: Settings, context: PlanContext): Plan {
  const k6Path = settings['k6-path'];
  return {
    targets: planTargets(settings, context),
    script: settings.paths.length > 0 ? 'paths' : resolve(context.workspace, settings.script),
    paths: settings.paths,
    targetEnv: settings['target-env'],
    scriptEnv: settings['script-env'],
    origins: settings.origin,
    remoteImports: settings['remote-imports'] === 'allow',
    k6: {
      path: k6Path === '' ? '' : resolve(context.workspace, k6Path),
      version: settings['k6-version'],
      sha256: settings['k6-sha256'],
    },
    jmeter: planJMeter(settings, context),
    rate: settings.rate === 'auto' ? UNMEASURED_RATE : settings.rate,
    rateSource: settings.rate === 'auto' ? 'default' : 'set',
    findsRate: settings.rate === 'auto',
    comparesCapacity: settings.capacity,
    growthFrom: settings.growth ? settings['expected-rate'] : null,
    ...(settings['expected-rate'] === null ? {} : { growthOnConfiguration: settings['expected-rate'] }),
    pin: settings.pin,
    budgetMs: settings.budget,
    starts: settings.starts,
    policy: {
      alpha: settings.alpha,
      beta: settings.beta,
      margins: fillMargins(settings.margins, DEFAULT_MARGINS),
      limits: settings.limits,
    },
    delta: settings.delta,
    inconclusive: settings.inconclusive,
    against: settings.against,
    baseline: {
      location: settings.baseline === 'off' ? null : settings.baseline,
      workspace: context.workspace,
      branch: context.defaultBranch ?? context.defaultBase.replace(/^origin\//, ''),
      service: settings.service,
      budgetMs: settings['record-budget'],
      runs: settings['baseline-runs'],
      comparableWhen: settings['comparable-when'],
      keep: settings['baseline-keep'],
      required: settings['record-required'],
      removed: settings.removed,
      margins: fillMargins(settings.margins, STORED_MARGINS),
    },
    observe: planObserve(settings, context),
    publish: settings.publish,
    grafana: settings.grafana,
    ...planConfiguration(settings),
    seed: settings.seed ?? context.seed,
  };
}

function planObserve({ observe: { plan } }: Settings, { workspace }: PlanContext): ObservePlan {
  if (plan.prometheus === null || plan.prometheus.discovery === '') return plan;
  const discovery = resolve(workspace, plan.prometheus.discovery);
  return { ...plan, prometheus: { ...plan.prometheus, discovery } };
}

function planJMeter(settings: Settings, { workspace }: PlanContext): JMeterPlan {
  const home = settings['jmeter-home'];
  return {
    home: home === '' ? '' : resolve(workspace, home),
    version: settings['jmeter-version'],
    sha512: settings['jmeter-sha512'],
    targetProperty: settings['target-property'],
    transactions: settings['jmeter-transactions'],
    args: settings['jmeter-args'],
    remoteHosts: settings['jmeter-remote-hosts'],
  };
}

function planConfiguration(settings: Settings): Pick<Plan, 'configuration'> {
  const { files, env } = settings.configuration;
  if (files.length + env.length === 0) return {};
  return { configuration: { files, env, settingsPath: settings.config, attribute: settings.attribute } };
}

/** Where capacity is not looked for: enough to see a change, and hardly ever too much. */
const UNMEASURED_RATE = 50;

function planTargets(settings: Settings, { workspace, defaultBase }: PlanContext): TargetPlan {
  if (settings.url !== null) return { kind: 'url', url: settings.url };
  const baseUrl = settings['base-url'];
  const headUrl = settings['head-url'];
  if (baseUrl !== null && headUrl !== null) return { kind: 'urls', baseUrl, headUrl };
  return {
    kind: 'git',
    workspace,
    base: settings.base ?? defaultBase,
    directory: settings['working-directory'],
    build: settings.build,
    start: settings.start,
    stop: settings.stop,
    env: settings.env,
    ready: settings.ready,
    readyTimeoutMs: settings['ready-timeout'],
  };
}
