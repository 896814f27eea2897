import { SCRIPT_FILE, SETTINGS_FILE, type StarterSettings } from './starter-files.ts';

/** What is left to a person after `plimsoll init`. */
export function describeSteps(settings: StarterSettings, written: readonly string[]): string {
  const steps = [
    ...(written.includes(SETTINGS_FILE) ? checkSettings(settings) : []),
    ...(written.includes(SCRIPT_FILE) ? [`List the requests that matter in ${SCRIPT_FILE}.`] : []),
    'Try it here: plimsoll compare --base HEAD (this checkout against its last commit).',
    ...(written.length > 0
      ? [
          'Commit these files. The first pull request with them gets a comment; once merged, they hold for all.',
        ]
      : []),
  ];
  return ['', 'Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)].join('\n');
}

function checkSettings({ from, start, ready, mind }: StarterSettings): string[] {
  if (start === '') {
    return [
      `No way to start the service was found: write \`start\` into ${SETTINGS_FILE}. It must listen on $PORT.`,
    ];
  }
  const guessed = from === null ? '' : ` They are guesses from ${from}.`;
  return [
    `Check build and start in ${SETTINGS_FILE}: \`${start}\` must listen on $PORT and answer ${ready}.${guessed}${mind === '' ? '' : ` ${mind}`}`,
  ];
}
