import { type Failure, measurementFailure } from '../core/failure.ts';
import type { RunningTargets, Target } from '../core/target.ts';
import { now } from '../system/clock.ts';
import { answeringHost, findFreePorts } from '../system/ports.ts';
import { awaitReady, type Readiness, type Ready } from './readiness.ts';
import { launchService, type Service, type ServiceCommand } from './service.ts';

export interface StartPlan {
  /** In the order of side indices. */
  readonly commands: readonly ServiceCommand[];
  /** Side indices in the order of spawning. */
  readonly order: readonly number[];
  readonly ready: Ready;
  /** Ports to use, one a side. */
  readonly pickPorts?: (count: number) => Promise<readonly number[]>;
}

const ATTEMPTS = 3;
/** Time for a stop command; shorter when the run is being cancelled, because the runner gives us 7.5 s in all. */
const STOP_COMMAND_MS = 30_000;
const CANCELLED_STOP_COMMAND_MS = 3000;

/** Spawns all sides at once and waits until all are ready; takes other ports when somebody was quicker. */
export async function startSides(plan: StartPlan, signal: AbortSignal): Promise<RunningTargets> {
  const pickPorts = plan.pickPorts ?? findFreePorts;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const ports = await pickPorts(plan.commands.length);
    const answers = await Promise.all(ports.map(answeringHost));
    if (answers.some((host) => host !== null)) continue;
    const running = await tryPorts(plan, ports, signal);
    if (running !== null) return running;
  }
  throw measurementFailure(
    `the ports given to the services were taken by other processes, ${ATTEMPTS} times in a row`,
    'Look for what opens ports on this machine; the services must listen on the port in $PORT.',
  );
}

/** Null when a port was taken between looking and listening. */
async function tryPorts(
  plan: StartPlan,
  ports: readonly number[],
  signal: AbortSignal,
): Promise<RunningTargets | null> {
  signal.throwIfAborted();
  const failed = new AbortController();
  const startedAt = now();
  const services: Service[] = [];
  const stopAll = async (): Promise<void> => {
    const stopCommandMs = signal.aborted ? CANCELLED_STOP_COMMAND_MS : STOP_COMMAND_MS;
    await Promise.all(services.map((service) => service.stop(stopCommandMs)));
  };
  try {
    for (const index of plan.order) {
      const [command, port] = [plan.commands[index], ports[index]];
      if (command === undefined || port === undefined) throw new RangeError(`no side has the index ${index}`);
      services[index] = launchService(command, port);
    }
    const readiness = await Promise.all(
      services.map((service) => awaitReady(service, plan.ready, AbortSignal.any([signal, failed.signal]))),
    );
    const targets = asTargets(services, readiness);
    if (targets !== null) {
      return {
        targets,
        startUpMs: now() - startedAt,
        died: firstDeath(services),
        [Symbol.asyncDispose]: stopAll,
      };
    }
  } catch (error) {
    failed.abort();
    await stopAll();
    throw error;
  }
  await stopAll();
  return null;
}

function asTargets(services: readonly Service[], readiness: readonly Readiness[]): Target[] | null {
  const targets = services.flatMap(({ side }, index) => {
    const state = readiness[index];
    return state?.kind === 'ready' ? [{ side, url: state.url, pid: state.pid }] : [];
  });
  return targets.length === services.length ? targets : null;
}

function firstDeath(services: readonly Service[]): Promise<Failure> {
  return Promise.race(services.map((service) => service.died));
}
