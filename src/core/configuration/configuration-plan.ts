/** What counts as configuration, and when it is asked whether it was the cause. */
export interface ConfigurationPlan {
  /** Patterns of paths from the repository's root, as git reads them. */
  readonly files: readonly string[];
  /** Names of variables of the service. */
  readonly env: readonly string[];
  /** Path of plimsoll.yml in the repository. */
  readonly settingsPath: string;
  /** `auto`: after a verdict of fail, where the change touches code and configuration. */
  readonly attribute: 'auto' | 'always' | 'never';
}
