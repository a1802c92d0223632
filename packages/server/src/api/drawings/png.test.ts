import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { HEAT } from './heat.ts'
import { pngOf } from './png.ts'

/** By the definition of the specification, annex D. */
function slowCrc(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
  }
  return (crc ^ 0xffff_ffff) >>> 0
}

test('the chunks are those of a picture with a palette, each with its sum, and the pixels come back', async () => {
  const pixels = Uint8Array.of(0, 128, 255, 1, 2, 3)
  const png = Buffer.from(await pngOf({ width: 3, height: 2, pixels, palette: HEAT }))
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(slowCrc(body))
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += length + 12
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
  expect([...(chunks.get('IHDR') ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0])
  expect(chunks.get('PLTE')).toHaveLength(768)
  expect([...inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))]).toEqual([0, 0, 128, 255, 0, 1, 2, 3])
})

test('louder is brighter', () => {
  const brightness = Array.from(
    { length: 256 },
    (_, index) => 0.2126 * HEAT[index * 3] + 0.7152 * HEAT[index * 3 + 1] + 0.0722 * HEAT[index * 3 + 2],
  )
  expect(brightness).toEqual([...brightness].sort((one, other) => one - other))
})
