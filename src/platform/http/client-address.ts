import { BlockList, isIP } from 'node:net';

/** Proxies whose word on where a request came from is believed. */
export type TrustedProxies = { has(address: string): boolean };

/** Nobody's word is believed: the address is the one that the server itself sees. */
export const NO_PROXIES: TrustedProxies = { has: () => false };

/**
 * Reads a list of networks, `10.0.0.0/8, 127.0.0.1, fd00::/8`. @throws Error naming the part that is none, or that would trust everybody
 */
export function readProxies(list: string): TrustedProxies {
  const networks = new BlockList();
  for (const part of list.split(',').map((each) => each.trim())) {
    const [, address = '', bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(part) ?? [];
    const kind = isIP(address);
    const most = kind === 4 ? 32 : 128;
    const length = bits === undefined ? most : Number(bits);
    if (kind === 0 || length < 1 || length > most) throw new Error(`"${part}" is no network such as 10.0.0.0/8 or 127.0.0.1`);
    networks.addSubnet(address, length, kind === 4 ? 'ipv4' : 'ipv6');
  }
  return {
    has: (address) => {
      const kind = isIP(address);
      return kind !== 0 && networks.check(address, kind === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/**
 * The address that a request came from: what the server sees, unless that is a proxy of ours. Then, from the right, the first address of
 * `X-Forwarded-For` that is no proxy of ours; whatever stands further left the client may have made up. What is no address ends the search at the last
 * proxy that spoke.
 */
export function clientAddress(seen: string | undefined, forwarded: string | null, trusted: TrustedProxies): string | null {
  let address = plain(seen ?? '');
  if (address === '') return null;
  const hops = (forwarded ?? '').split(',').map((each) => plain(each));
  while (trusted.has(address)) {
    const next = hops.pop();
    if (next === undefined || next === '') return address;
    address = next;
  }
  return address;
}

/** Without port and brackets, and an IPv4 address in its own form; empty for what is no address. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(bare) === 0 ? '' : bare.toLowerCase();
}
