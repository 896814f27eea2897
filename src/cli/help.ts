import { renderFlag, renderFlags } from '../settings/flag-help.ts';
import type { Command } from './command.ts';

/** What `plimsoll --help` prints. */
export function renderHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  const own = commands.filter((command) => Object.keys(command.own).length > 0).map(renderOwn);
  return `${[
    `Load-tests base and head of a pull request side by side and says
pass, fail or inconclusive.`,
    `Usage:
  plimsoll compare --script load/shop.js --start "npm start" [flags]
  plimsoll COMMAND [flags]
  plimsoll --help | --version`,
    `Commands:\n${list.join('\n')}`,
    `All flags below but --json, --html, --junit and --config may also stand in
plimsoll.yml, without their dashes; a flag goes before the file.`,
    renderFlags(),
    ...own,
    `Exit codes:
  0  pass (and inconclusive, unless --inconclusive fail)
  1  fail
  2  the settings or the script are wrong
  3  the measurement is invalid`,
  ].join('\n\n')}\n`;
}

function renderOwn({ name, own }: Command): string {
  const flags = Object.entries(own).map(([flag, about]) => renderFlag(flag, about));
  return `Only with ${name}:\n${flags.join('\n')}`;
}
