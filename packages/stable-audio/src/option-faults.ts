import { fill, StableAudioError } from './errors.ts'

/** What can be wrong with an option: the details of `option_out_of_range`. */
export const OPTION_FAULTS = {
  choice: '{name} is "{value}"; it must be one of {choices}',
  range: '{name} is {value}; it must be {from} to {to}',
  whole: '{name} is {value}; it must be a whole number from {from} to {to}',
  whole_at_least: '{name} is {value}; it must be a whole number of {from} or more',
  at_least: '{name} is {value}, and must be {from} or more',
  above_zero: '{name} is {value}; it must be more than 0',
  share: '{name} is {value}; it must be more than 0 and at most 1',
  no_items: 'items must hold at least one prompt',

  // LoRAs.
  unknown_lora: 'loraStrengths names "{name}"; loaded are: {names}',
  strength: 'the strength of "{name}" is {value}',

  // The clip.
  uneven: '{name} has {left} samples on the left and {right} on the right',
  no_samples: '{name} has no samples',
  not_finite: '{name} is not finite: sample {at} of the {side} channel is {value}',
  duration:
    'durationSeconds is {value}; this checkpoint makes at least one sample, 1/{rate} s, and at most {seconds} s',
  no_regions: 'regions is empty; name at least one between 0 and {seconds} s',
  region: 'region {place} is {start} s to {end} s, and must begin before it ends, between 0 and {seconds} s',
  nothing_to_lengthen: 'the clip to be lengthened is empty',
  nothing_to_add: 'beforeSeconds and afterSeconds are 0; one must be more',
  lengthened:
    'the lengthened clip is {total} s; this checkpoint makes at most {longest} s, so at most {room} s can be added',
} as const satisfies Record<string, string>

/** @param values  for the `{names}` of the sentence */
export const optionFault = (
  fault: keyof typeof OPTION_FAULTS,
  values: Readonly<Record<string, string | number>> = {},
): StableAudioError => new StableAudioError('option_out_of_range', fill(OPTION_FAULTS[fault], values))
