import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)
const EIGHT_BITS = 8
const PALETTE_COLOURS = 3

const deflated = promisify(deflate)

export interface Picture {
  readonly width: number
  readonly height: number
  /** [height × width], an index into the palette each. */
  readonly pixels: Uint8Array
  /** 256 colours of red, green and blue. */
  readonly palette: Uint8Array
}

/** A picture of 256 colours as a PNG file (W3C, Portable Network Graphics, third edition, sections 5 and 11). */
export async function pngOf({ width, height, pixels, palette }: Picture): Promise<Uint8Array> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([EIGHT_BITS, PALETTE_COLOURS], 8)
  // Each line begins with the number of its filter; 0 is none.
  const lines = new Uint8Array((width + 1) * height)
  for (let row = 0; row < height; row++) {
    lines.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  }
  const data = await deflated(lines)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8)
  return bytes
}
