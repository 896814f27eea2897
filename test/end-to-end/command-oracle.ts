/** Something that the runner would have done because of a line in a log. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: string;
  readonly data: string;
}

/**
 * The runner's own rules (ActionCommand and OutputManager of actions/runner): `::name props::data` at the start of a line,
 * white space before it or not, and `##[name props]data` anywhere in a line; on both streams.
 */
export const commandsIn = (log: string): RunnerCommand[] =>
  log.split(/\r\n|[\n\r\u0085\u2028\u2029]/).flatMap((line) => readNew(line) ?? readOld(line) ?? []);

function readNew(line: string): RunnerCommand | null {
  const [, name = '', properties = '', data = ''] = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  return name === '' ? null : { name, properties, data };
}

function readOld(line: string): RunnerCommand | null {
  const [, name = '', properties = '', data = ''] = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/.exec(line) ?? [];
  return name === '' ? null : { name, properties, data };
}
