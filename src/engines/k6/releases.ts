/** SHA-256 of the release archives on GitHub, as published in several independent places (packagers' recipes, lock files). */
const KNOWN: Readonly<Record<string, string>> = {
  'k6-v2.2.0-linux-amd64.tar.gz': 'b5a8003c86f35f5cd5ceef1490312c48e587696c94d998cefc6d7b3b4cb1597d',
  'k6-v2.2.0-linux-arm64.tar.gz': '4ecd64cadcc792402d16293836115480419c4447c032858f564852d98f1bf54c',
  'k6-v2.1.0-linux-amd64.tar.gz': '295d961ebfca306f295f1133068dcd403a8171c87f387928f5f30b0fbcff858a',
  'k6-v2.0.0-linux-amd64.tar.gz': '2ae87d976f6cdba17185bdd980d8819a3a98e9092c6f0638cd58272ecefc8b90',
};

export const RELEASES = 'https://github.com/grafana/k6/releases/download';

export interface Release {
  /** Name of the archive and of the folder in it. */
  readonly archive: string;
  readonly folder: string;
  /** Null when we do not know this archive. */
  readonly sha256: string | null;
}

/** The release archive of a version for a machine, by Node's names for platforms and processors; null where there is none. */
export function releaseFor(version: string, platform: string, arch: string): Release | null {
  const system = { linux: 'linux', darwin: 'macos' }[platform];
  const processor = { x64: 'amd64', arm64: 'arm64' }[arch];
  if (system === undefined || processor === undefined) return null;
  const folder = `k6-v${version}-${system}-${processor}`;
  const archive = `${folder}.${system === 'linux' ? 'tar.gz' : 'zip'}`;
  return { archive, folder, sha256: KNOWN[archive] ?? null };
}
