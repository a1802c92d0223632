import { deflateRawSync, deflateSync } from 'node:zlib'
import { noiseBytes } from './hostile-bytes.ts'

/** Files of other kinds, as people send them by mistake or on purpose. */
export function filesOfOtherKinds(): Readonly<Record<string, Buffer>> {
  return {
    'one byte': Buffer.from([0]),
    'a thousand random bytes': noiseBytes(1_000, 2),
    'sixty thousand random bytes': noiseBytes(60_000, 3),
    'a million random bytes': noiseBytes(1_000_000, 4),
    'a million zeros': Buffer.alloc(1_000_000),
    'plain text': Buffer.from('Once upon a time there was a song.\n'.repeat(200)),
    'a web page': Buffer.from('<!doctype html><html><head><title>Not found</title></head><body>404</body></html>'),
    'a png picture': pngPicture(),
    'a zip archive': zipArchive(),
    'a pdf page': Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    'an avi film': Buffer.concat([
      Buffer.from('RIFF\x10\x10\0\0AVI LIST\xc0\0\0\0hdrlavih', 'latin1'),
      noiseBytes(4_000, 6),
    ]),
    'a midi file': Buffer.from('MThd\0\0\0\x06\0\0\0\x01\0\x60MTrk\0\0\0\x04\0\xff\x2f\0', 'latin1'),
    'a program': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), noiseBytes(4_000, 5)]),
  }
}

function pngPicture(): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(body.length)
    // The checksum is wrong on purpose; nothing may get far enough to look at it.
    return Buffer.concat([head, Buffer.from(name), body, Buffer.alloc(4)])
  }
  const header = Buffer.from('00000010000000100802000000', 'hex')
  const pixels = deflateSync(Buffer.alloc(16 * 49))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function zipArchive(): Buffer {
  const body = deflateRawSync(Buffer.alloc(100_000))
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(body.length, 18)
  head.writeUInt32LE(100_000, 22)
  return Buffer.concat([head, body])
}
