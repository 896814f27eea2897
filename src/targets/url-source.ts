import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { measurementFailure, settingsFailure } from '../core/failure.ts';
import type { TargetPlan } from '../core/plan.ts';
import { BASE, HEAD, type Side } from '../core/side.ts';
import type { RunningTargets, TargetSource } from '../core/target.ts';
import { probeHttp } from '../system/http-probe.ts';

type UrlPlan = TargetPlan & { readonly kind: 'urls' };

/** Both versions run already and somebody else keeps them up. */
export const createUrlSource = (plan: UrlPlan): Promise<TargetSource> =>
  openUrls([BASE, HEAD], [plan.baseUrl, plan.headUrl]);

/** One version that runs already: it can only be recorded, or compared with what was recorded. */
export const createHeadUrlSource = (url: string): Promise<TargetSource> => openUrls([HEAD], [url]);

async function openUrls(sides: readonly Side[], given: readonly string[]): Promise<TargetSource> {
  const urls = sides.map((side, index) => parseTarget(side, given[index] ?? ''));
  for (const url of urls) await refuseMetadata(url);
  const targets = sides.map((side, index) => ({ side, url: originOf(urls[index]), pid: null }));
  return {
    sides,
    labels: urls.map((url) => `${url.host}${url.pathname}`.replace(/\/+$/, '')),
    commits: sides.map(() => null),
    restartable: false,
    async start(_order, signal): Promise<RunningTargets> {
      await Promise.all(targets.map((target) => requireAnswer(target)));
      signal.throwIfAborted();
      return {
        targets,
        startUpMs: 0,
        died: new Promise(() => undefined),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

const ANSWER_MS = 10_000;
/** What a gateway says of a service that is not there. */
const NOT_THERE = [502, 503, 504];

function parseTarget(side: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw settingsFailure(
    `the URL of ${side} is "${text}", expected one like https://staging.example.org`,
    'Give URLs with http:// or https://.',
  );
}

function originOf(url: URL | undefined): string {
  if (url === undefined) return '';
  const signIn =
    url.username === '' ? '' : `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
  return `${url.protocol}//${signIn}${url.host}${url.pathname}`.replace(/\/+$/, '');
}

/** Addresses at which clouds tell a machine its secrets; no service under test lives there. */
const METADATA = new BlockList();
METADATA.addSubnet('169.254.0.0', 16, 'ipv4');
METADATA.addSubnet('fe80::', 10, 'ipv6');
METADATA.addAddress('fd00:ec2::254', 'ipv6');

async function refuseMetadata(url: URL): Promise<void> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A name that cannot be looked up fails at the start, with the network's own reason.
  const addresses =
    isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host }];
  const refused = addresses.find(({ address }) =>
    METADATA.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
  );
  if (refused === undefined) return;
  throw settingsFailure(
    `${url.host} is ${refused.address}, an address that cloud machines keep for themselves (link-local)`,
    'Give the address at which the service itself answers.',
  );
}

async function requireAnswer(target: { readonly side: string; readonly url: string }): Promise<void> {
  const probe = await probeHttp(`${target.url}/`, ANSWER_MS);
  if (probe.kind === 'answered' && !NOT_THERE.includes(probe.status)) return;
  const { host, pathname } = new URL(target.url);
  const reason = probe.kind === 'answered' ? `it answered with status ${probe.status}` : probe.reason;
  throw measurementFailure(
    `${target.side} at ${host}${pathname} cannot be reached: ${reason}`,
    'Check that it is up and that this machine may reach it.',
  );
}
