import { now } from '../../system/clock.ts';
import type { S3Answer } from './client.ts';

export interface Explained {
  readonly reason: string;
  readonly hint: string;
}

/** The error code that S3 puts into the body of an answer; empty where there is none. */
export function codeOf(answer: S3Answer): string {
  if (answer.kind !== 'answer') return '';
  return /<Code>([A-Za-z0-9.]{1,60})<\/Code>/.exec(answer.body.toString('utf8', 0, 4000))?.[1] ?? '';
}

/** Why an answer is none that helps, and what to do about it. */
export function explain(answer: S3Answer): Explained {
  switch (answer.kind) {
    case 'lost':
      return {
        reason: `it cannot be reached: ${answer.reason}`,
        hint: 'Check the endpoint, the region and the network of this machine.',
      };
    case 'forbidden':
      return { reason: answer.reason, hint: 'Give the address of the storage service as endpoint.' };
    case 'too large':
      return { reason: answer.reason, hint: 'Look at what lies there.' };
    case 'answer':
      return explainStatus(answer);
  }
}

function explainStatus(answer: S3Answer & { readonly kind: 'answer' }): Explained {
  const { status, headers } = answer;
  const code = codeOf(answer);
  const said = `it answered ${status}${code === '' ? '' : ` ${code}`}`;
  if (status >= 300 && status < 400) return explainRedirect(said, headers);
  const hint = HINTS[code] ?? HINTS[String(status)] ?? 'Check the bucket, the endpoint and the region.';
  return code === 'RequestTimeTooSkewed'
    ? { reason: `${said}: ${sayClocks(headers.date)}`, hint }
    : { reason: said, hint };
}

const READ = 's3:GetObject and s3:ListBucket';

/** By S3's code, else by status. */
const HINTS: Readonly<Record<string, string>> = {
  RequestTimeTooSkewed: "Set this machine's clock (NTP); a signature is good for 15 minutes.",
  SignatureDoesNotMatch:
    'Check AWS_SECRET_ACCESS_KEY and the region; a proxy that changes requests breaks signatures too.',
  InvalidAccessKeyId: 'Check AWS_ACCESS_KEY_ID: the service does not know it.',
  ExpiredToken: 'The credentials have expired: sign in again in this job, shortly before this step.',
  NoSuchBucket: 'Make the bucket, or correct its name.',
  NotImplemented:
    'The service lacks what is asked of it; use one with conditional writes, or branch:plimsoll.',
  '403': `Let the credentials read (${READ}) and, where it records, write (s3:PutObject).`,
  '401': `Let the credentials read (${READ}) and, where it records, write (s3:PutObject).`,
};

function explainRedirect(
  said: string,
  { location, 'x-amz-bucket-region': region }: Readonly<Record<string, string | string[] | undefined>>,
): Explained {
  const target =
    typeof location === 'string' && URL.canParse(location) ? new URL(location).host : 'elsewhere';
  return {
    reason: `${said}, a redirect to ${target}, and signed requests are not sent on to other hosts`,
    hint:
      typeof region === 'string' && /^[a-z0-9-]{2,40}$/.test(region)
        ? `The bucket is in ${region}: add ?region=${region}.`
        : 'Give as endpoint and region those under which the bucket itself answers.',
  };
}

function sayClocks(date: string | undefined): string {
  const apartMs = date === undefined ? Number.NaN : now() - Date.parse(date);
  if (Number.isNaN(apartMs)) return "this machine's clock and the service's are too far apart";
  const minutes = Math.max(1, Math.round(Math.abs(apartMs) / 60_000));
  return `this machine's clock is ${minutes} min ${apartMs > 0 ? 'ahead of' : 'behind'} the service's`;
}
