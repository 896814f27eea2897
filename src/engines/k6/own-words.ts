/** k6 logs in logfmt: `time="…" level=error msg="…" hint="…"`. */
const ERROR_LINE = /^.*\blevel=(?:error|fatal)\b.*?\bmsg=(?:"((?:[^"\\]|\\.)*)"|(\S+)).*$/gm;

/** What k6 said last at error level, short enough for one sentence of ours; empty when it said nothing. */
export function lastError(log: string): string {
  const messages = [...log.matchAll(ERROR_LINE)]
    .map((match) => shorten(match[1] ?? match[2] ?? ''))
    .filter((message) => !OUR_OWN_STOP.test(message));
  return messages.at(-1) ?? '';
}

const OUR_OWN_STOP = /aborted because k6 received a/;

/** Unescapes and takes off what repeats the file's name or explains Docker. */
function shorten(message: string): string {
  const plain = message
    .replace(/\\n|\\t/g, ' ')
    .replace(/\\(["\\])/g, '$1')
    .replace(/could not initialize '.*?': (?:could not load JS test '.*?': )?/, '')
    .replace(/ Make sure that you've specified the right path.*$/s, '')
    .replaceAll('file://', '')
    .replace(IN_OUR_WRAPPER, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS)}…` : plain;
}

/** A line of the call stack that no user can do anything with. */
const IN_OUR_WRAPPER = / at (?:\S*\/side-\d+\/wrapper\.js|\/-):[\d:()]+/g;

const MOST_CHARACTERS = 400;
