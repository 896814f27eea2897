import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { getProjectLicenses } from 'generate-license-file';
import { build } from 'rolldown';

const root = resolve(import.meta.dirname, '..');

/** One self-contained file per front door: the runner checks out the action without any node_modules. */
const DOORS = {
  'index.js': 'src/action/index.ts',
  'post.js': 'src/action/post.ts',
  // Started as a program of its own, beside the target.
  'reference-service.js': 'src/targets/reference/service.ts',
  'cli.js': 'src/cli/index.ts',
};

/** Writes the whole of `dist` into `folder`. The same sources and lockfile give the same bytes. */
export async function buildDist(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [file, entry] of Object.entries(DOORS)) {
    await build({
      input: join(root, entry),
      platform: 'node',
      // Loaded by the sketch library only to write a form of its own, which we do not use.
      external: ['protobufjs/minimal'],
      cwd: root,
      logLevel: 'warn',
      output: { file: join(folder, file), format: 'esm', minify: false, codeSplitting: false },
    });
  }
  await writeFile(join(folder, 'plimsoll.js'), LAUNCHER);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(folder, 'licenses.txt'), await licenseTexts());
}

/** Readable by any Node, so that an old one is told what it needs rather than shown a syntax error. */
const LAUNCHER = `#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('plimsoll needs Node 24 or newer, this is ' + process.version + '. Try: npx -p node@24 -p plimsoll plimsoll');
  process.exitCode = 2;
} else {
  await import('./cli.js');
}
`;

async function licenseTexts(): Promise<string> {
  const licenses = await getProjectLicenses(join(root, 'package.json'));
  return licenses
    .map(
      ({ dependencies, content }) =>
        `${[...dependencies].sort().join('\n')}\n\n${unixLines(content).trim()}\n`,
    )
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** As git keeps them, so that a fresh build equals a fresh checkout. */
const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');

if (process.argv[1] === import.meta.filename) await buildDist(join(root, 'dist'));
