/** How the samples of a WAV file are stored. */
export type WavWord = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64'

export interface WavShape {
  readonly sampleRateHz: number
  /** One array a channel, all of the same length. */
  readonly channels: readonly Float32Array[]
  readonly word: WavWord
  /** WAVE_FORMAT_EXTENSIBLE with this channel mask. */
  readonly extensibleMask?: number
}

const WORD_BYTES: Readonly<Record<WavWord, number>> = { u8: 1, s16: 2, s24: 3, s32: 4, f32: 4, f64: 8 }
const FORMAT_PCM = 1
const FORMAT_FLOAT = 3
const FORMAT_EXTENSIBLE = 0xfffe
/** The fixed tail of the sub-format GUID. */
const GUID_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex')

/** Builds a WAV file byte by byte, independently of the codecs under test. */
export function wavFile(shape: WavShape): Buffer {
  const format = formatChunk(shape)
  const data = chunk('data', sampleBytes(shape))
  const body = Buffer.concat([Buffer.from('WAVE'), format, data])
  return chunk('RIFF', body)
}

function formatChunk({ sampleRateHz, channels, word, extensibleMask }: WavShape): Buffer {
  const extensible = extensibleMask !== undefined
  const code = word.startsWith('f') ? FORMAT_FLOAT : FORMAT_PCM
  const blockBytes = channels.length * WORD_BYTES[word]
  const fields = Buffer.alloc(extensible ? 40 : 16)
  fields.writeUInt16LE(extensible ? FORMAT_EXTENSIBLE : code, 0)
  fields.writeUInt16LE(channels.length, 2)
  fields.writeUInt32LE(sampleRateHz, 4)
  fields.writeUInt32LE((sampleRateHz * blockBytes) >>> 0, 8)
  fields.writeUInt16LE(blockBytes & 0xffff, 12)
  fields.writeUInt16LE(WORD_BYTES[word] * 8, 14)
  if (extensible) {
    fields.writeUInt16LE(22, 16)
    fields.writeUInt16LE(WORD_BYTES[word] * 8, 18)
    fields.writeUInt32LE(extensibleMask, 20)
    fields.writeUInt16LE(code, 24)
    GUID_TAIL.copy(fields, 26)
  }
  return chunk('fmt ', fields)
}

function sampleBytes({ channels, word }: WavShape): Buffer {
  const frames = channels[0]?.length ?? 0
  const bytes = Buffer.alloc(frames * channels.length * WORD_BYTES[word])
  let offset = 0
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      writeWord(bytes, offset, word, channel[frame])
      offset += WORD_BYTES[word]
    }
  }
  return bytes
}

function writeWord(bytes: Buffer, offset: number, word: WavWord, sample: number): void {
  switch (word) {
    case 'u8':
      return void bytes.writeUInt8(Math.round(sample * 127) + 128, offset)
    case 's16':
      return void bytes.writeInt16LE(Math.round(sample * 0x7fff), offset)
    case 's24':
      return void bytes.writeIntLE(Math.round(sample * 0x7fffff), offset, 3)
    case 's32':
      return void bytes.writeInt32LE(Math.round(sample * 0x7fffffff), offset)
    case 'f32':
      return void bytes.writeFloatLE(sample, offset)
    case 'f64':
      return void bytes.writeDoubleLE(sample, offset)
  }
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
