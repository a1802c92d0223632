/** Samples as a WAV file: 16-bit PCM, with triangular dither so that quiet endings do not turn to grit. */

const HEADER_BYTES = 44
const BYTES = 2
const FULL_SCALE = 32_767

interface Samples {
  readonly sampleRateHz: number
  /** One list each channel, of equal length, −1 … 1. */
  readonly channels: readonly Float32Array[]
}

/** @param random 0 … 1, for the dither */
export function wavFile(
  { sampleRateHz, channels }: Samples,
  random: () => number = Math.random,
): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0
  const frameBytes = channels.length * BYTES
  const dataBytes = frames * frameBytes
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + dataBytes))
  writeHeader(view, sampleRateHz, channels.length, dataBytes)
  channels.forEach((channel, index) => {
    for (let frame = 0; frame < frames; frame++) {
      const dithered = (channel[frame] ?? 0) * FULL_SCALE + random() - random()
      const value = Math.round(Math.max(-FULL_SCALE - 1, Math.min(FULL_SCALE, dithered)))
      view.setInt16(HEADER_BYTES + frame * frameBytes + index * BYTES, value, true)
    }
  })
  return new Uint8Array(view.buffer)
}

function writeHeader(view: DataView<ArrayBuffer>, rate: number, channels: number, dataBytes: number): void {
  const word = (offset: number, text: string): void =>
    [...text].forEach((letter, index) => {
      view.setUint8(offset + index, letter.charCodeAt(0))
    })
  const [PCM, HEADER_REST, FORMAT_BYTES] = [1, 36, 16]
  word(0, 'RIFF')
  view.setUint32(4, HEADER_REST + dataBytes, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, FORMAT_BYTES, true)
  view.setUint16(20, PCM, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * channels * BYTES, true)
  view.setUint16(32, channels * BYTES, true)
  view.setUint16(34, BYTES * 8, true)
  word(36, 'data')
  view.setUint32(40, dataBytes, true)
}
