import type { Advice } from '../../core/engine.ts';

/** What to do about a plan whose load is of no use. */
export const ADVICE: Advice = {
  elsewhere: (origin) =>
    `If that is the service, add one line to plimsoll.yml: \`origin: ${origin}\`. If the plan makes its target up in a run, let it read \${__P(host)} and \${__P(port)}, and add \`target-property: host/port\`.`,
  silent: 'Check that its thread groups hold enabled requests, and that no controller keeps users from them.',
  failing: (targets) => `Check the paths and the assertions of the plan against ${targets}.`,
  unbegun: 'Check its setUp thread groups: they must end before the load can begin.',
};
