import { settingsFailure } from '../../core/failure.ts';
import { isMetadata } from '../../system/metadata-addresses.ts';

/** A bucket, or a part of one, of S3 or a service that speaks like it. */
export interface Bucket {
  readonly name: string;
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string;
  /** Origin of the service; null for AWS. */
  readonly endpoint: string | null;
  readonly region: string | null;
}

/** Reads `s3://BUCKET/PREFIX?region=…&endpoint=…`. */
export function readBucket(text: string): Bucket {
  const match = /^s3:\/\/([^/?#]*)\/?([^?#]*)(?:\?([^#]*))?$/i.exec(text);
  const [, name = '', path = '', query = ''] = match ?? [];
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw wrong(
      `the bucket "${name.replace(/^.*@/, '…@').slice(0, 80)}"`,
      'a name of 3 to 63 small letters, digits, dots and hyphens',
    );
  }
  const prefix = path.replace(/^\/+|\/+$/g, '');
  if (!/^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/(?!$)|$))*$/.test(prefix)) {
    throw wrong(
      `the prefix "${prefix.slice(0, 80)}"`,
      'letters, digits, dots, hyphens, _ and single slashes',
    );
  }
  const options = new URLSearchParams(query);
  const unknown = [...options.keys()].find((key) => key !== 'region' && key !== 'endpoint');
  if (unknown !== undefined) throw wrong(`the option "${unknown.slice(0, 80)}"`, 'region or endpoint');
  return {
    name,
    prefix,
    endpoint: readEndpoint(options.get('endpoint')),
    region: readRegion(options.get('region')),
  };
}

function readRegion(region: string | null): string | null {
  if (region === null || /^[a-z0-9-]{2,40}$/.test(region)) return region;
  throw wrong(`the region "${region.slice(0, 80)}"`, 'one such as eu-central-1');
}

function readEndpoint(text: string | null): string | null {
  if (text === null) return null;
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url?.username === '' && url.password === '' && `${url.pathname}${url.search}` === '/';
  if (url === null || !isOrigin) {
    throw wrong(
      'an endpoint that is none',
      'an http or https origin such as https://storage.example.com, without sign-in and path',
    );
  }
  if (isMetadata(url.hostname)) {
    throw settingsFailure(
      `the endpoint of \`baseline\` is ${url.host}, an address that cloud machines keep for themselves (link-local)`,
      'Give the address of the storage service.',
    );
  }
  return url.origin;
}

function wrong(received: string, expected: string): Error {
  return settingsFailure(
    `\`baseline\` names ${received}, expected ${expected}`,
    'Write s3://BUCKET/PREFIX?region=REGION, and &endpoint=https://HOST for services other than AWS.',
  );
}
