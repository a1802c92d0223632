/** A reproducible stream of bytes that look random (xorshift32). */
export function noiseBytes(length: number, seed: number): Buffer {
  let state = seed | 1
  const bytes = Buffer.alloc(length)
  for (let index = 0; index < length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[index] = state & 0xff
  }
  return bytes
}

/** Flips `count` bits from `from` on, spread over the rest of the file. */
export function flipBits(file: Uint8Array, count: number, from: number): Buffer {
  const flipped = Buffer.from(file)
  const positions = noiseBytes(count * 4, count + file.length)
  for (let flip = 0; flip < count; flip++) {
    const position = from + (positions.readUInt32LE(flip * 4) % Math.max(1, flipped.length - from))
    flipped[position] ^= 1 << (flip % 8)
  }
  return flipped
}

/** Replaces every `step`-th byte of the first 128, where the headers are. */
export function fuzzHeader(file: Uint8Array, step: number): Buffer {
  const fuzzed = Buffer.from(file)
  const noise = noiseBytes(128, step)
  for (let index = 8; index < Math.min(128, fuzzed.length); index += step) fuzzed[index] = noise[index]
  return fuzzed
}

/** Writes a little-endian 32-bit number over a field. */
export function patch(file: Uint8Array, offset: number, value: number, bytes: 2 | 4 = 4): Buffer {
  const patched = Buffer.from(file)
  if (bytes === 4) patched.writeUInt32LE(value, offset)
  else patched.writeUInt16LE(value, offset)
  return patched
}

/** Overwrites the bytes that lie `distance` after the first occurrence of `name` (an atom of an MP4 file). */
export function patchAfter(file: Uint8Array, name: string, distance: number, bytes: readonly number[]): Buffer {
  const patched = Buffer.from(file)
  const at = patched.indexOf(name, 0, 'latin1')
  if (at < 0) throw new Error(`the file has no ${name}`)
  patched.set(bytes, at + distance)
  return patched
}

/** Sets the granule position of the last page of an Ogg file and repairs the page's checksum. */
export function setLastGranule(file: Uint8Array, granule: bigint): Buffer {
  const patched = Buffer.from(file)
  const page = patched.lastIndexOf('OggS', undefined, 'latin1')
  patched.writeBigInt64LE(granule, page + 6)
  patched.writeUInt32LE(0, page + 22)
  patched.writeUInt32LE(oggChecksum(patched.subarray(page)), page + 22)
  return patched
}

/** CRC-32 with polynomial 0x04c11db7, not reflected, as RFC 3533 has it. */
function oggChecksum(page: Uint8Array): number {
  let sum = 0
  for (const byte of page) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}
