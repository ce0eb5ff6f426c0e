import { describe, expect, test } from 'vitest';
import { clientAddress, NO_PROXIES, readProxies } from './client-address.ts';

const ours = readProxies('127.0.0.1, 10.0.0.0/8, fd00::/8');

describe('where a request came from', () => {
  test.each([
    ['the server’s own sight, without a proxy', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
    ['what our proxy says', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['not what the client made up', '127.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['past several proxies of ours', '127.0.0.1', '203.0.113.9, 198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['not past a stranger between them', '127.0.0.1', '10.9.9.9, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['the proxy, where it says nothing', '10.0.0.1', null, '10.0.0.1'],
    ['the proxy, where it speaks nonsense', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
    ['an IPv4 address in an IPv6 socket', '::ffff:127.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['IPv6', 'fd00::1', '2001:DB8::5', '2001:db8::5'],
    ['without the port', '127.0.0.1', '[2001:db8::5]:443, 10.0.0.2:8080', '2001:db8::5'],
  ])('%s', (_, seen, forwarded, address) => {
    expect(clientAddress(seen, forwarded, ours)).toBe(address);
  });

  test('by default nobody’s word is believed', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.1', NO_PROXIES)).toBe('127.0.0.1');
    expect(clientAddress(undefined, '198.51.100.1', NO_PROXIES)).toBeNull();
  });
});

test.each(['', 'proxy.example', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8,,', 'fd00::/129'])('%j is refused', (list) => {
  expect(() => readProxies(list)).toThrow('is no network');
});
