import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A name led to an address at which clouds tell a machine its secrets. */
export class MetadataAddress extends Error {
  override readonly name = 'MetadataAddress';
  readonly address: string;

  constructor(host: string, address: string) {
    super(`${host} is ${address}, an address that cloud machines keep for themselves (link-local)`);
    this.address = address;
  }
}

/** Link-local addresses, and those at which clouds tell a machine its secrets; no service of a user lives there. */
const METADATA = new BlockList();
METADATA.addSubnet('169.254.0.0', 16, 'ipv4');
METADATA.addAddress('100.100.100.200', 'ipv4');
METADATA.addSubnet('fe80::', 10, 'ipv6');
METADATA.addAddress('fd00:ec2::254', 'ipv6');
/** 169.254.0.0/16 as a network that translates to IPv4 writes it (RFC 6052). */
METADATA.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

/** `host`: a name or an address, brackets or not. Names are never metadata; what they lead to may be. */
export function isMetadata(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  return family !== 0 && METADATA.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Looks names up and refuses those that lead to metadata. The connection goes to the very address that was checked, so a name
 * that changes its mind in between gains nothing.
 */
export function guardLookup(resolve: LookupFunction = lookup as LookupFunction): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '');
      const addresses = found as readonly LookupAddress[];
      const refused = addresses.find(({ address }) => isMetadata(address));
      if (refused !== undefined) return done(new MetadataAddress(host, refused.address), '');
      const [first] = addresses;
      if (options.all === true || first === undefined) return done(null, [...addresses]);
      done(null, first.address, first.family);
    });
  };
}
