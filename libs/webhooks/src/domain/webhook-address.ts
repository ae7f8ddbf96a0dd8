import ipaddr from 'ipaddr.js';
import { Refusal } from '#libs/kernel';

/** Characters of an address at most. */
export const LONGEST_ADDRESS = 2_000;

/** Networks in CIDR notation that operators let webhooks reach though they are not public: `10.1.0.0/16`. */
export type OwnNetworks = readonly string[];

/**
 * Whether deliveries may go to an IP address: a public unicast one by the registries of IANA (RFC 6890), or one of the
 * installation's own networks. An IPv4 address in an IPv6 one is judged as what it is.
 */
export function isReachable(address: string, own: OwnNetworks = []): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  return ip.range() === 'unicast' || own.some((network) => isWithin(ip, network));
}

function isWithin(ip: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const [base, bits] = ipaddr.parseCIDR(network);
  if (ip.kind() !== base.kind()) return false;
  return ip instanceof ipaddr.IPv4 ? ip.match(base, bits) : ip.match(base, bits);
}

/**
 * Reads the address of an endpoint. Refuses with INVALID_INPUT what is not `https:` (or `http:` where the installation
 * has own networks), has a name or password in it, is too long, or names an IP address that is not reachable. What a
 * host's name stands for is looked at for each connection.
 */
export function webhookAddress(typed: string, own: OwnNetworks = []): URL {
  const refuse = (message: string): Refusal => new Refusal('INVALID_INPUT', message, ['input', 'url']);
  if (typed.length > LONGEST_ADDRESS) throw refuse(`Use at most ${LONGEST_ADDRESS} characters.`);
  if (!URL.canParse(typed)) throw refuse('Enter an address like https://example.org/plenary.');
  const url = new URL(typed);
  const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && own.length > 0);
  if (!isSecure) throw refuse('Use an address that begins with https://.');
  if (url.username !== '' || url.password !== '') {
    throw refuse('Leave name and password out of the address: each delivery is signed.');
  }
  if (url.hash !== '') throw refuse('Leave out what follows #: it is sent to nobody.');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isName = !ipaddr.isValid(host);
  if (!isName && !isReachable(host, own))
    throw refuse('This address is not a public one. Use one that the internet reaches.');
  if (isName && own.length === 0 && isLocalName(host)) {
    throw refuse('This name is not a public one. Use one that the internet reaches.');
  }
  return url;
}

/** Names that mean this machine or its network (RFC 6761, RFC 8375), and names without a dot. */
const isLocalName = (host: string): boolean =>
  !host.includes('.') || /\.(localhost|local|internal|home\.arpa|lan|intranet)$/.test(host);
