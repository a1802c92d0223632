/**
 * Spellings of places that no caller may send this server to: loopback, private networks, this very link, metadata
 * services, and what wraps or names them. Each stands where a URL has its host.
 */

import type { Resolve } from '../resolve.ts'

/** Dotted, decimal, octal, hexadecimal, mixed, and with 16 or 24 bits in the last place. */
const IPV4_LOOPBACK = words(`
  127.0.0.1 127.0.0.1. 127.0.1 127.1 127.1. 127.255.255.254 127.0.0.2 127.127.127.127 2130706433 2130706433. 2130706434
  017700000001 0017700000001 0x7f000001 0X7F000001 0x7f000001. 0177.0.0.1 0177.0.0.01 00177.00.00.01 0177.1 0177.0.1
  0x7f.0.0.1 0x7f.0x0.0x0.0x1 0x7f.1 0X7f.0.1 127.0x1 127.0.0x1 127.01 127.0.01 0177.0x0.1 0x7f.0.01 0x7f.00000000001
  127.0.0.0x1 127.0.0.01 127.65535 127.16777215 127.0.256 127.0xffffff
`)

/** Unspecified, private, link-local and metadata, carrier NAT, documentation, benchmarking, multicast, broadcast. */
const IPV4_OTHER = words(`
  0.0.0.0 0 0. 00 0x0 0x 0.0 0.0.0 0.1.2.3 0x00000000 00000000000 10.0.0.1 10.1 167772161 0xa000001 012.0.0.1
  10.255.255.255 172.16.0.1 172.31.255.254 2886729729 0xac.0x10.1 0254.020.0.1 192.168.0.1 192.168.1 3232235521
  0xc0a80001 0300.0250.0.1 192.168.255.255 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
  169.16689662 0xa9.254.0251.0xfe 169.254.169.254. 169.254.170.2 169.254.0.1 100.64.0.1 100.127.255.254 100.100.100.200
  1681915905 168.63.129.16 2822734096 192.0.0.192 192.0.0.1 192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 198.19.255.255
  192.88.99.1 224.0.0.1 239.255.255.250 0xe0000001 240.0.0.1 255.255.255.255 4294967295 0xffffffff 037777777777
`)

/**
 * Unspecified, loopback, IPv4 inside (mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP), link-local, site-local,
 * unique local, multicast, documentation, benchmarking, discard, and what was never handed out.
 */
const IPV6 = words(`
  [::] [::0] [0:0:0:0:0:0:0:0] [0000::] [::0.0.0.0] [::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001]
  [::0:1] [0::1] [::0.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
  [::ffff:0.0.0.0] [::ffff:0:0] [::ffff:10.0.0.1] [::ffff:a00:1] [::ffff:169.254.169.254] [::ffff:a9fe:a9fe]
  [::ffff:192.168.0.1] [::ffff:6440:1] [::127.0.0.1] [::7f00:1] [::10.0.0.1] [::a9fe:a9fe] [::ffff:0:127.0.0.1]
  [::ffff:0:7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b::8.8.8.8] [64:ff9b:1::7f00:1]
  [64:ff9b:1::1] [2002:7f00:1::] [2002:7f00:0001::1] [2002:a00:1::] [2002:a9fe:a9fe::] [2002:c0a8:1::1] [2002:808:808::]
  [2001::7f00:1] [2001:0:7f00:1::] [2001:0:4136:e378:8000:63bf:80ff:fffe] [2001:0000::1]
  [2a00:1450:4001:82b:0:5efe:7f00:1] [2a00:1450::5efe:10.0.0.1] [2a00:1450::200:5efe:c0a8:1] [fe80::5efe:127.0.0.1]
  [fe80::1] [fe80:0:0:0:0:0:0:1] [febf::1] [fe90::a9fe:a9fe] [FE80::1] [fec0::1] [feff::1] [fc00::1] [fd00::1]
  [fd00:ec2::254] [fd20:ce::254] [fdff:ffff::1] [ff01::1] [ff02::1] [ff02::fb] [ff05::1] [ff0e::1] [2001:db8::1]
  [2001:db8:ffff::1] [3fff::1] [3fff:fff::1] [2001:2::1] [2001:10::1] [2001:20::1] [100::1] [1::1] [4000::1] [5f00::1]
  [8000::1] [200::1] [c000::1]
`)

/** Names that mean this machine by themselves, and names whose addresses do. */
const NAMES = words(`
  localhost LOCALHOST localhost. LocalHost. a.localhost a.b.localhost localhost.localhost inside.test INSIDE.test
  inside.test. metadata.google.internal metadata instance-data mixed.test mixed-last.test six.test mapped.test zone.test
  nat64.test nobody.test odd.test 127.0.0.1.wildcard.test 169.254.169.254.wildcard.test 7f000001.wildcard.test
  xn--inside-.test
`)

/** Letters and dots that mean the same to a URL as others do. */
const DISGUISED = words(`
  １２７.０.０.１ 127。0。0。1 127．0．0．1 127｡0｡0｡1 ①②⑦.⓪.⓪.① 𝟭𝟮𝟳.𝟬.𝟬.𝟭 １６９.２５４.１６９.２５４ ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ loc\u00adalhost
  localhost。 ⓘⓝⓢⓘⓓⓔ.test ０x7f.1 ₁₂₇.₀.₀.₁ １0.0.0.1 %31%32%37.0.0.1 127%2e0%2e0%2e1 %6c%6f%63%61%6c%68%6f%73%74 %30
  127.0.0.1%2e %31%36%39.254.169.254 inside%2etest %EF%BC%91%EF%BC%92%EF%BC%97.0.0.1 0%781 1%32%37.1
`)

/** Where the host is not what it looks like, or no URL says so. */
const TRICKS = [
  ...[
    'user@127.0.0.1',
    'user:secret@127.0.0.1',
    'example.org@127.0.0.1',
    'example.org:80@127.0.0.1',
    '@127.0.0.1',
    ':@127.0.0.1',
  ],
  ...[
    'example.org%40127.0.0.1@127.0.0.1',
    'example.org#@127.0.0.1',
    '127.0.0.1#@example.org',
    '127.0.0.1\\@example.org',
  ],
  ...[
    '127.0.0.1/@example.org',
    '127.0.0.1?@example.org',
    'user@example.org',
    '127.0.0.1\t',
    '127.0.\n0.1',
    ' 127.0.0.1',
    '/127.0.0.1',
  ],
  ...[
    '\\127.0.0.1',
    '///127.0.0.1',
    '[::1%25lo]',
    '[fe80::1%25eth0]',
    '[::1',
    '::1',
    '[127.0.0.1]',
    '127.0.0.1:80:80',
    '127.0.0.0.1',
  ],
  ...['256.0.0.1', '0x100000000', '4294967296', '127.0.0.256', '127.0.0.08', '', '.', '..', '[]', 'a b', '127.0.0.1 .'],
]

function words(text: string): readonly string[] {
  return text.trim().split(/[ \n]+/)
}

/** All of them, each once. */
export const FORBIDDEN_HOSTS: readonly string[] = [
  ...new Set([...IPV4_LOOPBACK, ...IPV4_OTHER, ...IPV6, ...NAMES, ...DISGUISED, ...TRICKS]),
]

const PUBLIC = { address: '93.184.216.34', family: 4 }
const four = (address: string) => ({ address, family: 4 })
const six = (address: string) => ({ address, family: 6 })

const ANSWERS: Readonly<Record<string, readonly { address: string; family: number }[]>> = {
  localhost: [four('127.0.0.1')],
  'inside.test': [four('127.0.0.1')],
  metadata: [four('169.254.169.254')],
  'instance-data': [four('169.254.169.254')],
  'metadata.google.internal': [four('169.254.169.254')],
  'mixed.test': [PUBLIC, four('127.0.0.1')],
  'mixed-last.test': [PUBLIC, PUBLIC, six('::1')],
  'six.test': [six('::1')],
  'mapped.test': [six('::ffff:127.0.0.1')],
  'zone.test': [six('2606:4700::1111%lo')],
  'nat64.test': [six('64:ff9b::7f00:1')],
  'nobody.test': [],
  'odd.test': [four('not an address')],
}

/** Nothing is asked of the network: every name that is not listed leads to loopback. */
export const resolveForbidden: Resolve = async (hostname) =>
  ANSWERS[hostname.toLowerCase().replace(/\.$/, '')] ?? [four('127.0.0.1')]
