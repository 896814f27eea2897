import { settingsFailure } from '../../core/failure.ts';
import type { Keys } from './client.ts';
import type { Bucket } from './location.ts';

/** How a bucket is reached. */
export interface Access {
  readonly addressOf: (key: string) => string;
  readonly region: string;
  readonly keys: Keys | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function openBucket(bucket: Bucket, environment: Environment): Access {
  const region = regionOf(bucket, environment);
  const root = rootOf(bucket, region);
  return { addressOf: (key) => `${root}/${key}`, region, keys: keysOf(environment) };
}

function regionOf({ region, endpoint }: Bucket, environment: Environment): string {
  const chosen = region ?? (environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || null);
  // Services other than AWS have one region only, and most call it this.
  if (chosen !== null || endpoint !== null) return chosen ?? 'us-east-1';
  throw settingsFailure(
    '`baseline` is a bucket of AWS without a region',
    'Add ?region=REGION to it, or set AWS_REGION.',
  );
}

function rootOf({ name, endpoint }: Bucket, region: string): string {
  if (endpoint !== null) return `${endpoint}/${name}`;
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  // The certificate covers one label before the host, so a name with dots goes into the path.
  return name.includes('.') ? `https://${host}/${name}` : `https://${name}.${host}`;
}

function keysOf(environment: Environment): Keys | null {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID'] ?? '';
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY'] ?? '';
  const sessionToken = environment['AWS_SESSION_TOKEN'] ?? '';
  if (accessKeyId === '' || secretAccessKey === '') return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken === '' ? {} : { sessionToken }) };
}
