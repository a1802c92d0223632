import ipaddr from 'ipaddr.js'

/**
 * Whether an address belongs to the public internet: globally routed unicast and nothing else. Loopback, private and
 * link-local networks, carrier NAT, and everything that wraps an IPv4 address in an IPv6 one are not.
 *
 * @param address as a resolver or a URL gives it, IPv6 without brackets
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  // 2000::/3 is all that has ever been handed out; the library calls the rest of IPv6 unicast as well.
  return parsed instanceof ipaddr.IPv4 || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000
}
