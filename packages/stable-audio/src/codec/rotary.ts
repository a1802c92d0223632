/** Rotary positions of SAME: 32 of the 64 channels of a head turn. Source: specification 2.1. */

import { type RotaryTables, rotaryTables, storedFrequencies } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

const ROTATING_CHANNELS = 32
const FREQUENCIES = 'transformers.0.rope.inv_freq'

/** The same in every block. */
export function storedRotaryTables(parameters: Parameters, positions: number): RotaryTables {
  const frequencies = storedFrequencies(parameters.tensors, parameters.key(FREQUENCIES), ROTATING_CHANNELS)
  return rotaryTables(parameters, positions, ROTATING_CHANNELS, frequencies)
}
