import { cpus, release, totalmem, type } from 'node:os';

/** The machine a measurement was made on; `image` is that of a hosted runner, empty elsewhere. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly image: string;
}

export function describeMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
    image: [environment['ImageOS'], environment['ImageVersion']].filter(Boolean).join(' '),
  };
}
