import { OUTPUT_FORMATS, type OutputFormat, type SampleFormat } from '@retimbre/media'

/** What a result is to be made into. */
export interface Conversion {
  readonly format: OutputFormat
  /** Where the format has a choice of them, and only there. */
  readonly sampleFormat: SampleFormat | undefined
}

/** Every conversion there is, by its name in the keys of files: `mp3`, `flac-s24`. */
export const CONVERSION_NAMES: readonly string[] = Object.entries(OUTPUT_FORMATS).flatMap(
  ([format, { sampleFormats }]) =>
    sampleFormats.length === 0 ? [format] : sampleFormats.map((sampleFormat) => `${format}-${sampleFormat}`),
)

export function conversionName({ format, sampleFormat }: Conversion): string {
  return sampleFormat === undefined ? format : `${format}-${sampleFormat}`
}
