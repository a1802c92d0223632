/**
 * The diffusion transformer as the samplers see it: latents and a noise level in, a velocity out.
 *
 * C latent channels, T latent frames, M memory tokens, S = M + T, W context channels.
 * Source: specification 2.5. Parity: 1e-5 relative to the reference, fp32.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { requireFinite } from '../finite.ts'
import { rotaryAngles, storedFrequencies } from '../graph/layers.ts'
import type { Feeds, FloatTensor } from '../runtime/session.ts'
import type { SessionPool } from '../runtime/session-pool.ts'
import { contextGraph, localGraph } from './conditioning-graphs.ts'
import { expanded, logCounts, nullContext, type PromptContext, withSeconds } from './context.ts'
import { expoFeatures } from './features.ts'
import { type LocalConditioning, localRows, nothingKept } from './local-conditioning.ts'
import type { DitShape } from './shape.ts'
import { type DitOptions, ditPrefix, ROTARY_FREQUENCIES, stepGraph } from './transformer.ts'

export interface DenoiserOptions extends DitOptions {
  readonly sessions: SessionPool
  readonly tensors: TensorSource
  readonly shape: DitShape
  /** The inputs of the adapters that `adapters` names; asked for before every run, so strengths may change. */
  readonly adapterFeeds?: (() => Feeds) | undefined
  /** Equal rows of the context are one key (the default); the result is the same either way. */
  readonly collapse?: boolean | undefined
}

export interface DenoiserConditioning {
  /** The prompt's rows, without the duration's; `null` is the branch without any prompt, whose context is all zeros. */
  readonly context: PromptContext | null
  /** [W]: the duration, the last row of the context. */
  readonly seconds: Float32Array
  /** [W]: what steers every layer; `seconds` when absent. */
  readonly global?: Float32Array | undefined
  /** Nothing is kept when absent. */
  readonly local?: LocalConditioning | undefined
  /** T */
  readonly frames: number
  /**
   * Frames after these are padding: as in the published code without flash-attention, their values are hidden from the
   * other frames and their keys are not. To leave them out altogether, take `frames` = `validFrames`.
   */
  readonly validFrames: number
}

/** What stays the same from step to step. Holds the strengths that the adapters had when it was made. */
export interface Prepared {
  readonly frames: number
  readonly contextFeeds: Feeds
  readonly frameFeeds: Feeds
}

export interface Denoiser {
  /**
   * Takes less than a tenth of a step, and a tenth of a second more when its sessions are not open.
   * @param beside  made for the same frames and local conditioning: the other branch of a guidance shares its work
   */
  prepare(conditioning: DenoiserConditioning, beside?: Prepared): Promise<Prepared>
  /**
   * @param latents  [C, T] at noise level t
   * @param t        0 < t ≤ 1
   * @returns        [C, T]: the clean latents are `latents − t · velocity`
   * @throws StableAudioError `non_finite_latents` when the model returns NaN or Infinity
   */
  velocity(latents: Float32Array, t: number, prepared: Prepared): Promise<Float32Array>
  release(): Promise<void>
}

export function createDenoiser(options: DenoiserOptions): Denoiser {
  const { sessions, tensors, shape, adapterFeeds = () => ({}), collapse = true } = options
  const frequencies = storedFrequencies(tensors, ditPrefix(options) + ROTARY_FREQUENCIES, ROTATING_CHANNELS)
  let nothingKeptFeeds: Feeds | undefined

  return {
    async prepare(conditioning, beside) {
      const frameFeeds = beside?.frameFeeds ?? {
        ...tokenFeeds(conditioning, shape, frequencies),
        ...(await localFeeds(conditioning.local)),
      }
      return { frames: conditioning.frames, frameFeeds, contextFeeds: await contextFeeds(conditioning) }
    },

    async velocity(latents, t, { frames, contextFeeds, frameFeeds }) {
      const session = await sessions.get('dit.step', () => stepGraph(tensors, shape, options))
      const { velocity } = await session.run({
        ...contextFeeds,
        ...frameFeeds,
        ...adapterFeeds(),
        latents: { data: latents, shape: [shape.latentChannels, frames] },
        features: row(expoFeatures(t)),
      })
      const { data } = velocity as FloatTensor
      requireFinite(data, `the velocity at noise level ${t}`)
      return data
    },

    release: () => sessions.release('dit.'),
  }

  async function contextFeeds({ context, seconds, global = seconds }: DenoiserConditioning): Promise<Feeds> {
    const told = context === null ? nullContext(shape.contextChannels) : withSeconds(context, seconds)
    const { rows, counts } = collapse ? told : expanded(told)
    const session = await sessions.get('dit.conditioning', () => contextGraph(tensors, shape, options), ONE_SHOT)
    const views = await session.run({
      ...adapterFeeds(),
      context: { data: rows, shape: [counts.length, shape.contextChannels] },
      seconds: row(global),
    })
    return { ...views, 'context.logCounts': { data: logCounts(counts), shape: [counts.length] } }
  }

  async function localFeeds(local: LocalConditioning | undefined): Promise<Feeds> {
    const rows = local ? localRows(local, shape) : nothingKept(shape.localChannels)
    const isConstant = rows.shape[0] === 1 && options.adapters === undefined
    if (isConstant && nothingKeptFeeds) return nothingKeptFeeds
    const session = await sessions.get('dit.conditioning.local', () => localGraph(tensors, shape, options), ONE_SHOT)
    const feeds = await session.run({ ...adapterFeeds(), local: rows })
    if (isConstant) nothingKeptFeeds = feeds
    return feeds
  }
}

/** Of the 64 channels of a head. */
const ROTATING_CHANNELS = 32

/** Sessions that run once a generation are not worth packing. */
const ONE_SHOT = { prepack: false } as const

const row = (data: Float32Array): FloatTensor => ({ data, shape: [1, data.length] })

/** Positions of the tokens, and which of them are frames and which of those are not padding. */
function tokenFeeds(
  { frames, validFrames }: DenoiserConditioning,
  { memoryTokens }: DitShape,
  frequencies: Float32Array,
): Feeds {
  const tokens = memoryTokens + frames
  const { cosines, sines } = rotaryAngles(tokens, frequencies)
  const column = (from: number, to: number): FloatTensor => ({
    data: new Float32Array(tokens).fill(1, from, to),
    shape: [tokens, 1],
  })
  return {
    'rotary.cosines': { data: cosines, shape: [tokens, frequencies.length] },
    'rotary.sines': { data: sines, shape: [tokens, frequencies.length] },
    'rows.audio': column(memoryTokens, tokens),
    'rows.valid': column(0, memoryTokens + validFrames),
  }
}
