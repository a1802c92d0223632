/** How a finished clip may be saved. */
export type OutputFormat = 'mp3' | 'wav' | 'flac' | 'ogg' | 'opus' | 'm4a' | 'aac'

/** How samples are written where nothing is lost: whole numbers of 16 or 24 bits, dithered, or 32-bit floats. */
export type SampleFormat = 's16' | 's24' | 'f32'

export interface OutputFormatFacts {
  readonly contentType: string
  /** Without the dot. */
  readonly extension: string
  /** True when decoding gives back exactly the samples that went in, up to the format's word length. */
  readonly lossless: boolean
  /** Bitrates that may be asked for, inclusive; null where the format has none. */
  readonly bitrateKbps: { readonly min: number; readonly max: number } | null
  /** Sample formats that may be asked for, the default first; none where the format has its own way. */
  readonly sampleFormats: readonly SampleFormat[]
}

const LOSSY = { lossless: false, sampleFormats: [] } as const
const LOSSLESS = { lossless: true, bitrateKbps: null } as const

export const OUTPUT_FORMATS: Readonly<Record<OutputFormat, OutputFormatFacts>> = {
  mp3: { contentType: 'audio/mpeg', extension: 'mp3', bitrateKbps: { min: 32, max: 320 }, ...LOSSY },
  wav: { contentType: 'audio/wav', extension: 'wav', sampleFormats: ['s16', 's24', 'f32'], ...LOSSLESS },
  flac: { contentType: 'audio/flac', extension: 'flac', sampleFormats: ['s16', 's24'], ...LOSSLESS },
  ogg: { contentType: 'audio/ogg', extension: 'ogg', bitrateKbps: { min: 64, max: 320 }, ...LOSSY },
  // RFC 7845: Opus in a file is Ogg; `audio/opus` names the bare packets of a call.
  opus: { contentType: 'audio/ogg', extension: 'opus', bitrateKbps: { min: 32, max: 320 }, ...LOSSY },
  m4a: { contentType: 'audio/mp4', extension: 'm4a', bitrateKbps: { min: 64, max: 320 }, ...LOSSY },
  aac: { contentType: 'audio/aac', extension: 'aac', bitrateKbps: { min: 64, max: 320 }, ...LOSSY },
}
