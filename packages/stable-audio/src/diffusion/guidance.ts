/**
 * Classifier-free guidance on the model's estimate of the clean latents.
 *
 * C latent channels, T latent frames; c and u are the estimates with the prompt and without it.
 * Source: specification 3.7. Parity: the `cfg` cases of `modules.json`, 1e-5 relative (with the transformer's tests).
 */

import type { Guidance } from '../request.ts'

export interface GuideOptions {
  /** [C, T] at noise level `t`. */
  readonly latents: Float32Array
  readonly t: number
  /** [C, T], the velocity with the prompt. */
  readonly conditional: Float32Array
  /** [C, T], the velocity without it, or with the negative prompt. */
  readonly unconditional: Float32Array
  readonly guidance: Guidance
  readonly frames: number
  /** Frames that are no padding, when padding is masked; absent, there is no mask and every frame counts. */
  readonly validFrames?: number | undefined
}

/** Below this a norm counts as 0. The published code has another floor where there is a padding mask. */
const NORM_FLOOR = 1e-12
const MASKED_NORM_FLOOR = 1e-8

/** Whether a step at noise level `t` needs the unconditional run at all. */
export function guidanceActive(guidance: Guidance | undefined, t: number): guidance is Guidance {
  if (guidance === undefined || guidance.scale === 1) return false
  const [low, high] = guidance.interval ?? [0, 1]
  return t >= low && t <= high
}

/** @returns [C, T], the velocity to step with */
export function guide(options: GuideOptions): Float32Array {
  const { latents, t, conditional, unconditional, guidance, frames, validFrames = frames } = options
  const { scale, rescale = 0 } = guidance
  const { differenceShare, projectionShare, paddingShare } = guidanceShares(options)
  const velocity = new Float32Array(latents.length)
  for (let index = 0; index < latents.length; index += 1) {
    const clean = latents[index] - t * conditional[index]
    const difference = t * (unconditional[index] - conditional[index]) // c − u
    const isValid = index % frames < validFrames
    const push = isValid ? differenceShare * difference - projectionShare * clean : paddingShare * difference
    velocity[index] = (latents[index] - (clean + (scale - 1) * push)) / t
  }
  if (rescale !== 0) rescaleFrames(velocity, conditional, rescale, frames)
  return velocity
}

/**
 * The push away from u is `differenceShare · (c − u) − projectionShare · c` in the frames that count, and
 * `paddingShare · (c − u)` in the others: of APG only the part that is not projected reaches those.
 */
function guidanceShares(options: GuideOptions) {
  const { latents, t, conditional, unconditional, guidance, frames, validFrames } = options
  const { apg = 1, normThreshold = 0 } = guidance
  const counted = validFrames ?? frames
  let cleanPower = 0
  let differencePower = 0
  let product = 0
  for (let index = 0; index < latents.length; index += 1) {
    if (index % frames >= counted) continue
    const clean = latents[index] - t * conditional[index]
    const difference = t * (unconditional[index] - conditional[index])
    cleanPower += clean * clean
    differencePower += difference * difference
    product += clean * difference
  }
  // ‖c − u‖ is held to the threshold; a difference of 0 has nothing to hold.
  const differenceNorm = Math.sqrt(differencePower)
  const held = normThreshold > 0 && differenceNorm > normThreshold ? normThreshold / differenceNorm : 1
  const floor = validFrames === undefined ? NORM_FLOOR : MASKED_NORM_FLOOR
  const cleanNorm = Math.max(Math.sqrt(cleanPower), floor)
  return {
    differenceShare: held,
    projectionShare: (apg * held * product) / cleanNorm ** 2,
    paddingShare: (1 - apg) * held,
  }
}

/** Draws the deviation over channels of each frame towards the one that it has without guidance. */
function rescaleFrames(velocity: Float32Array, conditional: Float32Array, share: number, frames: number): void {
  for (let frame = 0; frame < frames; frame += 1) {
    const deviation = frameDeviation(velocity, frame, frames)
    if (deviation === 0) continue
    const gain = share * (frameDeviation(conditional, frame, frames) / deviation) + 1 - share
    for (let index = frame; index < velocity.length; index += frames) velocity[index] *= gain
  }
}

/** Standard deviation over the channels of one frame; unbiased, as `torch.std`. */
function frameDeviation(values: Float32Array, frame: number, frames: number): number {
  const channels = values.length / frames
  let sum = 0
  for (let index = frame; index < values.length; index += frames) sum += values[index]
  const mean = sum / channels
  let power = 0
  for (let index = frame; index < values.length; index += frames) power += (values[index] - mean) ** 2
  return Math.sqrt(power / (channels - 1))
}
