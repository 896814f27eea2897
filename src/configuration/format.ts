import { basename, extname } from 'node:path/posix';
import type { Format } from '../core/configuration/setting.ts';

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.json': 'json',
  '.toml': 'toml',
  '.ini': 'ini',
  '.cfg': 'ini',
  '.properties': 'properties',
  '.env': 'dotenv',
};

/** By the file's name: `.env`, `.env.production` and `web.env` are dotenv. Null for what is not read key by key. */
export function formatOf(path: string): Format | null {
  const name = basename(path).toLowerCase();
  if (name === '.env' || name.startsWith('.env.')) return 'dotenv';
  return BY_EXTENSION[extname(name)] ?? null;
}
