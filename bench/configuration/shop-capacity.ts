import { cpus } from 'node:os';
import { openK6 } from '../../src/engines/k6/open.ts';
import { createProcessObserver } from '../../src/observe/process/observer.ts';
import { findRate } from '../../src/pipeline/find-rate.ts';
import { planFor, surroundings } from '../capacity/instruments.ts';
import { SUBJECTS, type Subject, sourceOf } from '../capacity/subjects.ts';

/** What the shop sustains on this machine under some variables, iterations per second, by the ramp of `rate: auto`. */
export async function findCapacity(env: Readonly<Record<string, string>>): Promise<number> {
  const subject: Subject = { ...(SUBJECTS['medium'] as Subject), env };
  const plan = planFor(subject.script, 'capacity');
  const engine = await openK6(plan, surroundings);
  const observer = createProcessObserver();
  const source = sourceOf([{ side: 'today', subject }]);
  const readProcesses = (pid: number) => observer.read(pid);
  const found = await findRate(
    { engine, source, readProcesses, side: 0, cores: cpus().length },
    surroundings,
  );
  if (found === null) throw new Error('the shop finished nothing');
  return found.capacity.perSecond;
}
