/** The formats that a result can be had in. */

import type { operations } from '../api/schema.ts'

type Question = NonNullable<operations['getPredictionsIdOutputsIndexDownload']['parameters']['query']>

export type Format = NonNullable<Question['format']>

/** One way to have a result. */
export interface FormatChoice {
  readonly format: Format
  /** Of the lossless ones; 32 is float. */
  readonly bitDepth?: NonNullable<Question['bit_depth']>
}

/** By use: to send around, to work with, the others. */
const CHOICES: readonly FormatChoice[] = [
  { format: 'mp3' },
  { format: 'wav', bitDepth: '16' },
  { format: 'wav', bitDepth: '24' },
  { format: 'wav', bitDepth: '32' },
  { format: 'flac', bitDepth: '16' },
  { format: 'flac', bitDepth: '24' },
  { format: 'ogg' },
  { format: 'opus' },
  { format: 'm4a' },
  { format: 'aac' },
]

/** What can be made of a lossy result only by making it anew. */
export const LOSSLESS = ['wav', 'flac'] as const satisfies readonly Format[]

/** As they are written, and what is inside where the name does not tell. */
export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  mp3: 'MP3',
  wav: 'WAV',
  flac: 'FLAC',
  ogg: 'Ogg Vorbis',
  opus: 'Opus',
  m4a: 'M4A (AAC)',
  aac: 'AAC',
}

/** @returns `undefined` for an address that tells no format of these */
export function formatOf(url: string): Format | undefined {
  const end = url.split(/[?#]/)[0]?.split('.').at(-1)
  return CHOICES.find(({ format }) => format === end)?.format
}

export const isLossless = (format: Format): boolean => LOSSLESS.some((lossless) => lossless === format)

/** All but the one that it was made in; lossless results are made with 16 bits. */
export const otherChoices = (made: Format | undefined): readonly FormatChoice[] =>
  CHOICES.filter(({ format, bitDepth = '16' }) => format !== made || bitDepth !== '16')
