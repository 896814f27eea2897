/** What a child process may inherit. Everything else (tokens, runner command files, inputs, stray engine settings) stays with us. */
const ALLOWED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TERM', 'TMPDIR', 'TEMP', 'TMP'],
  // RUNNER_TRACKING_ID is how the runner finds orphans at the end of a job.
  ...[
    'CI',
    'GITHUB_ACTIONS',
    'RUNNER_OS',
    'RUNNER_ARCH',
    'RUNNER_TEMP',
    'RUNNER_TOOL_CACHE',
    'RUNNER_TRACKING_ID',
  ],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
  // Where tool chains are and keep their caches, as set-up actions export it.
  ...[
    'JAVA_HOME',
    'GOPATH',
    'GOROOT',
    'GOPROXY',
    'GOSUMDB',
    'GOFLAGS',
    'GOCACHE',
    'GOMODCACHE',
    'GOTOOLCHAIN',
  ],
  ...['CARGO_HOME', 'RUSTUP_HOME', 'RUSTUP_TOOLCHAIN', 'VIRTUAL_ENV', 'pythonLocation', 'LD_LIBRARY_PATH'],
  ...['PKG_CONFIG_PATH', 'DOTNET_ROOT', 'GEM_HOME', 'GEM_PATH', 'PNPM_HOME', 'BUN_INSTALL', 'COREPACK_HOME'],
  ...['DOCKER_HOST', 'DOCKER_CONFIG', 'DOCKER_CONTEXT'],
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
