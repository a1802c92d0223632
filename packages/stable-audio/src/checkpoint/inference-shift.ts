/**
 * How a model's configuration wants noise levels bent at inference. No published one says, which is the log-SNR shift
 * whatever the length. Source: specification 3.2.
 */

import { type DistributionShift, PUBLISHED_SHIFT } from '../diffusion/distribution-shift.ts'
import { StableAudioError } from '../errors.ts'
import { lenientJson } from './lenient-json.ts'

/** @param json  `sampling_distribution_shift_options`; `distribution_shift_options` is of training alone */
export function readInferenceShift(json: unknown): DistributionShift {
  if (typeof json !== 'object' || json === null) return PUBLISHED_SHIFT
  const options = lenientJson(json)
  const stated = options.value('type')
  const lengths = { minLength: options.number('min_length') ?? 256, maxLength: options.number('max_length') ?? 4096 }
  switch (stated ?? 'full') {
    case 'none':
      return { type: 'none' }
    case 'logsnr':
      return { type: 'logsnr', rate: options.number('rate') ?? 0 }
    case 'flux':
      return {
        type: 'flux',
        ...lengths,
        alphaMin: options.number('alpha_min') ?? 1,
        alphaMax: options.number('alpha_max') ?? 1,
      }
    case 'full':
      return {
        type: 'full',
        ...lengths,
        baseShift: options.number('base_shift') ?? 0.5,
        maxShift: options.number('max_shift') ?? 1.15,
        useSine: options.flag('use_sine') ?? false,
      }
    default:
      throw new StableAudioError(
        'checkpoint_unsupported',
        `model_config.json bends noise levels by ${JSON.stringify(stated)}`,
      )
  }
}
