import ipaddr from 'ipaddr.js'

// Azure's platform address: inside every virtual machine there, and only there, it answers like a metadata service.
const METADATA_ADDRESSES = new Set(['168.63.129.16'])

/**
 * Whether an address belongs to the public internet: globally routed unicast and nothing else. Loopback, private and
 * link-local networks, carrier NAT, and everything that wraps an IPv4 address in an IPv6 one are not.
 *
 * @param address as a resolver or a URL gives it, IPv6 without brackets
 */
export function isPublicAddress(address: string): boolean {
  // A zone names an interface of this very machine, and no address of the internet has one.
  if (!ipaddr.isValid(address) || address.includes('%')) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || METADATA_ADDRESSES.has(parsed.toString())) return false
  if (parsed instanceof ipaddr.IPv4) return true
  // 2000::/3 is all that has ever been handed out; the library calls the rest of IPv6 unicast as well.
  return ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000 && !wrapsIpv4(parsed)
}

/** An interface identifier that holds an IPv4 address (ISATAP): a router of such a network unwraps it. */
function wrapsIpv4({ parts }: ipaddr.IPv6): boolean {
  return ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe
}

/** Names that mean this machine whatever a resolver says. */
export function isLocalName(hostname: string): boolean {
  return /^(.+\.)?localhost\.?$/i.test(hostname)
}
