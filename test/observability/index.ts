import provideK6 from '../k6-for-tests.ts';
import type { Outcome } from './group.ts';
import { GROUPS } from './groups.ts';

// `npm run test:observe [-- PART-OF-A-NAME]`: what servers say, on real servers that are started for it and stopped after it.

const [part = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await provideK6();
const outcomes: Outcome[] = [];
for (const tryOne of GROUPS.map((group) => group(part))) {
  const done = await tryOne(({ name, kind, said }) => say(`${kind.padEnd(8)} ${name}\n${indent(said)}`));
  outcomes.push(...done);
}
const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
say(`${count('worked')} worked, ${count('refused')} refused, ${count('failed')} failed`);
process.exitCode = count('failed') > 0 || count('worked') === 0 ? 1 : 0;

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '         ');
}
