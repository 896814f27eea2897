import { type Scalar, type Settings, segmentsOf } from './setting.ts';

/** Words that make a name one of a secret wherever they stand in it: `dbPassword`, `SECRETS`. */
const SECRET_PARTS =
  /password|passwd|passphrase|secret|token|credential|apikey|privatekey|accesskey|signingkey|encryptionkey|connectionstring|webhook/;
/** Words that do so only when they stand by themselves: `pass`, not `passenger`. */
const SECRET_WORDS = new Set(['pass', 'pwd', 'auth', 'cookie', 'dsn', 'jwt', 'otp', 'pin', 'salt', 'bearer']);
/** `token_ttl` and `password_min_length` tell nothing when they are numbers. */
const MEASURES =
  /^(ttl|timeout|expir(y|es|ation)|lifetime|age|ms|seconds|minutes|hours|days|size|length|limit|max|min|count|rounds|cost|retries|interval|rate|enabled|required)$/;

/** What gives a secret away by its looks, whatever it is called. */
const SECRET_LOOKS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*(PRIVATE KEY|CERTIFICATE)/,
  /\b(gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|sk-|[rs]k_(live|test)_|AIza|SG\.|npm_|hf_|dop_v1_)[\w-]{8,}/,
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{8,}\.[\w-]{4,}/,
  // A URL with a password in it, a header, and NAME=value inside a connection string, a query or a list of variables.
  /\/\/[^\s/@]*:[^\s/@]+@/,
  /\b(bearer|basic)\s+[\w+/=.~-]{8,}/i,
  /(password|passwd|pwd|passphrase|secret|token|credential|api[_-]?key|access[_-]?key|account[_-]?key|signature|\bsig)[\w-]{0,30}["']?\s*[=:]/i,
  /(?<!sha256:|sha512:|[0-9a-f])[0-9a-f]{32,}/i,
];

/** Whether a setting must not be shown: by any name on its way, by its looks, or by the name that stands beside it. */
export function isSecret(pointer: string, value: Scalar, settings: Settings): boolean {
  const names = [...segmentsOf(pointer), ...besides(pointer, settings)];
  if (names.some(looksSecret)) return true;
  if (names.some(isSecretName) && !isMeasure(names, value)) return true;
  return typeof value === 'string' && looksSecret(value);
}

/** Whether text is a secret by its looks. */
export const looksSecret = (text: string): boolean =>
  SECRET_LOOKS.some((look) => look.test(text)) || (text.match(/[\w+-]{20,}/g) ?? []).some(isScrambled);

/** Names as Kubernetes writes variables: `- name: DB_PASSWORD` above `value: …`. */
function besides(pointer: string, settings: Settings): string[] {
  const last = /\/value$/i.exec(pointer);
  if (last === null) return [];
  const parent = pointer.slice(0, last.index);
  return ['name', 'key', 'Name', 'Key'].flatMap((name) => {
    const beside = settings.get(`${parent}/${name}`);
    return typeof beside === 'string' ? [beside] : [];
  });
}

function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return (
    SECRET_PARTS.test(words.join('')) ||
    words.some((word) => SECRET_WORDS.has(word)) ||
    // A bare `key`, and `stripe_key`; not `keyspace` or `key_prefix`.
    words.at(-1) === 'key'
  );
}

function isMeasure(names: readonly string[], value: Scalar): boolean {
  if (typeof value === 'boolean' || value === null) return true;
  const last = wordsOf(names.at(-1) ?? '').at(-1) ?? '';
  return MEASURES.test(last) && /^\d{1,9}(\.\d{1,6})?[a-z]{0,3}$/i.test(String(value));
}

/** `dbPassword`, `DB_PASSWORD` and `db.password` alike. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Letters of both cases and digits in one long stretch, changing from one to the other too often for words: a key. */
function isScrambled(stretch: string): boolean {
  if (!(/[a-z]/.test(stretch) && /[A-Z]/.test(stretch) && /\d/.test(stretch))) return false;
  const kinds = stretch.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0');
  const turns = [...kinds].filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return turns > SCRAMBLED * (stretch.length - 1);
}

/** Share of neighbours of unlike kinds: 0.62 among random letters and digits, 0.3 in `newCheckoutFlowVariant2Enabled`. */
const SCRAMBLED = 0.34;
