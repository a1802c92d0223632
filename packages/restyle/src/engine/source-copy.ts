import { sanitise } from '../dsp/sanitise.ts'
import type { StereoAudio } from '../dsp/stereo.ts'
import { RESTYLE_FAULTS, RestyleError } from '../errors.ts'

/**
 * A copy of the first `maxSamples` of a source that is safe to work on: finite, and without a constant offset.
 * @throws RestyleError `source_invalid` for no samples or channels of different length
 */
export function workingCopy(source: StereoAudio, maxSamples: number): StereoAudio {
  const { left, right } = source
  if (left.length === 0) throw new RestyleError('source_invalid', RESTYLE_FAULTS.no_samples)
  if (left.length !== right.length) throw new RestyleError('source_invalid', RESTYLE_FAULTS.uneven)
  const copy = { left: left.slice(0, maxSamples), right: right.slice(0, maxSamples) }
  sanitise(copy)
  return copy
}
