import { cpus, release, totalmem, type } from 'node:os';

/** The machine a measurement was made on; `system` names kernel and, on hosted runners, the image. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
}

export function describeMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  const processors = cpus();
  const image = [environment['ImageOS'], environment['ImageVersion']].filter(Boolean).join(' ');
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    system: [`${type()} ${release()}`, image].filter(Boolean).join(', '),
  };
}
