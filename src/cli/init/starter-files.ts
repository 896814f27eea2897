import { stringify } from 'yaml';
import type { Guess } from './guess.ts';

/** Where the three files of `plimsoll init` go, from the root of the repository. */
export const SCRIPT_FILE = 'load/plimsoll.js';
export const SETTINGS_FILE = 'plimsoll.yml';
export const WORKFLOW_FILE = '.github/workflows/plimsoll.yml';

export interface StarterSettings extends Guess {
  readonly ready: string;
  readonly script: string;
}

/** plimsoll.yml: what was guessed is marked as such. */
export function renderSettings({ from, build, start, stop, ready, script }: StarterSettings): string {
  const guessed = from === null ? '' : `guessed from ${from}`;
  return [
    '# Settings of Plimsoll. On a pull request they are read at its base.',
    ...(build === '' ? [] : [line('build', build, guessed)]),
    start === ''
      ? '# start: the command that starts the service; it must listen on $PORT'
      : line('start', start, [guessed, 'it must listen on $PORT'].filter((part) => part !== '').join('; ')),
    ...(stop === '' ? [] : [line('stop', stop, guessed)]),
    line('ready', ready, 'a path that answers once the service is up'),
    line('script', script, 'the k6 script that makes the load'),
    '',
  ].join('\n');
}

const line = (key: string, value: string, comment: string): string =>
  `${stringify({ [key]: value }, { lineWidth: 0 }).trimEnd()}${comment === '' ? '' : ` # ${comment}`}`;

export const WORKFLOW = `name: load test
on:
  pull_request:
permissions: {}
concurrency:
  group: plimsoll-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  load:
    name: load
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
      pull-requests: write # for the comment; without it the report goes to the job summary
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
          fetch-depth: 0 # the merge base must be there
      - uses: plimsoll/plimsoll@v1 # its settings are in ${SETTINGS_FILE}
`;
