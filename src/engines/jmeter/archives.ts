/** SHA-512 of the binary archives, as Apache publishes them beside each and packagers' recipes repeat it. */
const KNOWN: Readonly<Record<string, string>> = {
  '5.6.3':
    '5978a1a35edb5a7d428e270564ff49d2b1b257a65e17a759d259a9283fc17093e522fe46f474a043864aea6910683486340706d745fcdf3db1505fd71e689083',
};

/** Where every release stays, under `apache-jmeter-<version>.tgz`. */
export const ARCHIVES = 'https://archive.apache.org/dist/jmeter/binaries';

export const archiveName = (version: string): string => `apache-jmeter-${version}.tgz`;

/** Null for an archive that we do not know. */
export const knownSha512 = (version: string): string | null => KNOWN[version] ?? null;
