/** How a finished clip may be saved. */
export type OutputFormat = 'mp3' | 'wav' | 'flac' | 'ogg' | 'opus' | 'm4a' | 'aac'

/** Sample formats of a WAV file; `s16` is dithered. */
export type WavSampleFormat = (typeof WAV_SAMPLE_FORMATS)[number]
export const WAV_SAMPLE_FORMATS = ['s16', 's24', 'f32'] as const

export interface OutputFormatFacts {
  readonly contentType: string
  /** Without the dot. */
  readonly extension: string
  /** True when decoding gives back exactly the samples that went in, up to the format's word length. */
  readonly lossless: boolean
  /** Bitrates that may be asked for, inclusive; null where the format has none. */
  readonly bitrateKbps: { readonly min: number; readonly max: number } | null
}

export const OUTPUT_FORMATS: Readonly<Record<OutputFormat, OutputFormatFacts>> = {
  mp3: { contentType: 'audio/mpeg', extension: 'mp3', lossless: false, bitrateKbps: { min: 32, max: 320 } },
  wav: { contentType: 'audio/wav', extension: 'wav', lossless: true, bitrateKbps: null },
  flac: { contentType: 'audio/flac', extension: 'flac', lossless: true, bitrateKbps: null },
  ogg: { contentType: 'audio/ogg', extension: 'ogg', lossless: false, bitrateKbps: { min: 64, max: 320 } },
  // RFC 7845: Opus in a file is Ogg; `audio/opus` names the bare packets of a call.
  opus: { contentType: 'audio/ogg', extension: 'opus', lossless: false, bitrateKbps: { min: 32, max: 320 } },
  m4a: { contentType: 'audio/mp4', extension: 'm4a', lossless: false, bitrateKbps: { min: 64, max: 320 } },
  aac: { contentType: 'audio/aac', extension: 'aac', lossless: false, bitrateKbps: { min: 64, max: 320 } },
}
