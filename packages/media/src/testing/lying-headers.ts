import { noiseBytes, patch, patchAfter, setLastGranule } from './hostile-bytes.ts'
import { sine } from './tones.ts'
import { wavFile } from './wav-file.ts'

/** Offsets in a canonical WAV header. */
const WAV = { riffSize: 4, formatSize: 16, code: 20, channels: 22, rate: 24, blockAlign: 32, bits: 34, dataSize: 40 }
const ALL_ONES = [0xff, 0xff, 0xff, 0xff]

/** Honest files of a fraction of a second that the lies are told about. */
export interface HonestFiles {
  readonly mp3: Uint8Array
  readonly flac: Uint8Array
  readonly ogg: Uint8Array
  readonly m4a: Uint8Array
}

/** Files whose headers claim what is not there. */
export function filesWithLyingHeaders({ mp3, flac, ogg, m4a }: HonestFiles): Readonly<Record<string, Buffer>> {
  const tone = sine({ frequencyHz: 440, seconds: 0.2, amplitude: 0.5 })
  const wav = wavFile({ sampleRateHz: 44_100, channels: [tone, tone], word: 's16' })
  return {
    'wav claiming 4 GB': patch(patch(wav, WAV.riffSize, 0xffffffff), WAV.dataSize, 0xfffffff0),
    'wav of zero channels': patch(wav, WAV.channels, 0, 2),
    'wav of 255 channels': patch(patch(wav, WAV.channels, 255, 2), WAV.blockAlign, 510, 2),
    'wav of 65535 channels': patch(wav, WAV.channels, 65_535, 2),
    'wav at 0 Hz': patch(wav, WAV.rate, 0),
    'wav at 1 Hz': patch(wav, WAV.rate, 1),
    'wav at 4 GHz': patch(wav, WAV.rate, 0xffffffff),
    'wav with blocks of nothing': patch(wav, WAV.blockAlign, 0, 2),
    'wav of 0 bits': patch(wav, WAV.bits, 0, 2),
    'wav of an unknown codec': patch(wav, WAV.code, 0x1234, 2),
    'wav with an endless format chunk': patch(wav, WAV.formatSize, 0x7fffffff),
    'wav without data': wav.subarray(0, 36),
    'wav with empty data': patch(wav.subarray(0, 44), WAV.dataSize, 0),
    'flac claiming billions of samples': patchFlacSampleCount(flac),
    'ogg with an absurd granule': setLastGranule(ogg, 0x3fffffffffffffffn),
    'ogg with a negative granule': setLastGranule(ogg, -2n),
    'm4a with billions of samples': patchAfter(m4a, 'stsz', 12, ALL_ONES),
    'm4a with endless durations': patchAfter(m4a, 'stts', 12, ALL_ONES),
    'm4a with a time scale of zero': patchAfter(m4a, 'mdhd', 16, [0, 0, 0, 0]),
    'm4a with an endless movie atom': patchAfter(m4a, 'moov', -4, ALL_ONES),
    'm4a with a hollow sample table': patchAfter(m4a, 'stco', 8, ALL_ONES),
    'mp3 behind an ID3 tag that claims 256 MB': Buffer.concat([id3Header(0x0fffffff), mp3]),
    'mp3 behind an ID3 tag full of nested frames': id3Bomb(mp3),
    'matroska of noise': Buffer.concat([
      Buffer.from('1a45dfa3a34286810142f7810142f2810442f381084282847765626d', 'hex'),
      noiseBytes(5_000, 9),
    ]),
  }
}

/** STREAMINFO keeps the number of samples in 36 bits, from the low half of byte 21. */
function patchFlacSampleCount(flac: Uint8Array): Buffer {
  const patched = Buffer.from(flac)
  patched[21] |= 0x0f
  patched.fill(0xff, 22, 26)
  return patched
}

/** Sizes in ID3 headers have seven bits a byte. */
function id3Header(size: number): Buffer {
  const bytes = [size >> 21, size >> 14, size >> 7, size].map((part) => part & 0x7f)
  return Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, ...bytes])
}

function id3Bomb(mp3: Uint8Array): Buffer {
  const frame = Buffer.concat([Buffer.from('APIC'), Buffer.from([0, 0, 0, 20, 0, 0]), Buffer.alloc(20, 0x41)])
  const frames = Buffer.concat(Array.from({ length: 30_000 }, () => frame))
  return Buffer.concat([id3Header(frames.length), frames, mp3])
}
