/** What counts as configuration. */
export interface Declared {
  /** Patterns of paths, as git reads them. */
  readonly files: readonly string[];
  /** Names of variables. */
  readonly env: readonly string[];
  /** Path of plimsoll.yml in the repository. */
  readonly settingsPath: string;
}
