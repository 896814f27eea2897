/** What a child process may inherit. Everything else (tokens, runner command files, inputs, stray engine settings) stays with us. */
const ALLOWED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'TMPDIR', 'TEMP', 'TMP'],
  ...[
    'CI',
    'GITHUB_ACTIONS',
    'RUNNER_OS',
    'RUNNER_ARCH',
    'RUNNER_TEMP',
    'RUNNER_TOOL_CACHE',
    'RUNNER_TRACKING_ID',
  ],
  ...[
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
  ],
  ...['JAVA_HOME', 'GOPATH', 'GOROOT', 'GOPROXY', 'GOSUMDB', 'GOFLAGS', 'NODE_EXTRA_CA_CERTS', 'VIRTUAL_ENV'],
]);
const ALLOWED_PREFIXES = ['LC_', 'JAVA_HOME_', 'NVM_', 'PYENV_', 'npm_config_', 'XDG_'];

/** The part of an environment that children get, with what the user asked for on top. */
export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const inherited = Object.entries(own).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      (ALLOWED.has(entry[0]) || ALLOWED_PREFIXES.some((prefix) => entry[0].startsWith(prefix))),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}
