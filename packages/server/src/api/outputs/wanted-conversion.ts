import { OUTPUT_FORMATS, type OutputFormat, type SampleFormat } from '@retimbre/media'
import type { Conversion } from '../../conversions/conversion.ts'
import { fieldFault } from '../../input-faults.ts'
import { invalid } from '../wavespeed/fields.ts'
import type { BIT_DEPTHS } from './schemas.ts'

type BitDepth = (typeof BIT_DEPTHS)[number]

const SAMPLE_FORMATS: Readonly<Record<BitDepth, SampleFormat>> = { '16': 's16', '24': 's24', '32': 'f32' }

/**
 * What a result has to be made into.
 * @param made the format that it was made in
 * @returns `undefined` where the file as it was made is what is wanted
 * @throws ServerError `invalid_parameter`
 */
export function wantedConversion(
  { format: asked, bit_depth }: { readonly format?: OutputFormat; readonly bit_depth?: BitDepth },
  made: OutputFormat,
): Conversion | undefined {
  const format = asked ?? made
  const { sampleFormats } = OUTPUT_FORMATS[format]
  const [first] = sampleFormats
  const sampleFormat = bit_depth === undefined ? first : SAMPLE_FORMATS[bit_depth]
  if (sampleFormat !== undefined && !sampleFormats.includes(sampleFormat)) {
    throw invalid(bitDepthFault(format, sampleFormats))
  }
  // The engines' results are stored in the first sample format of theirs.
  return format === made && sampleFormat === first ? undefined : { format, sampleFormat }
}

function bitDepthFault(format: OutputFormat, sampleFormats: readonly SampleFormat[]): string {
  const fitting = Object.entries(SAMPLE_FORMATS).filter(([, sampleFormat]) => sampleFormats.includes(sampleFormat))
  if (fitting.length === 0) return fieldFault('bit_depth', 'no_bit_depth', { format })
  return fieldFault('bit_depth', 'bit_depth', { format, names: fitting.map(([bits]) => bits).join(' ') })
}
