import { renderFlags } from '../settings/flag-help.ts';

/** What `plimsoll --help` prints. */
export const renderHelp = (): string => `Load-tests base and head of a pull request side by side and says
pass, fail or inconclusive.

Usage:
  plimsoll compare --script load/shop.js --start "npm start" [flags]
  plimsoll demo [flags]
  plimsoll --help | --version

Commands:
  compare   Compare this checkout with the branch it will be merged into.
  demo      Show it on a bundled shop: a real regression, then none.

All flags but --json and --config may also stand in plimsoll.yml, without
their dashes; a flag goes before the file.

${renderFlags()}

Exit codes:
  0  pass (and inconclusive, unless --inconclusive fail)
  1  fail
  2  the settings or the script are wrong
  3  the measurement is invalid
`;
