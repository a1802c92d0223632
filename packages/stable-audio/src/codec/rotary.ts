/** Rotary positions of SAME: 32 of the 64 channels of a head turn. Source: specification 2.1. */

import { type RotaryTables, rotaryTables } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

const ROTATING_CHANNELS = 32
const FREQUENCIES = 'transformers.0.rope.inv_freq'

/** From the frequencies that the checkpoint stores, the same in every block. */
export function storedRotaryTables(parameters: Parameters, positions: number): RotaryTables {
  return parameters.has(FREQUENCIES)
    ? rotaryTables(parameters, positions, ROTATING_CHANNELS, parameters.read(FREQUENCIES))
    : rotaryTables(parameters, positions, ROTATING_CHANNELS)
}
