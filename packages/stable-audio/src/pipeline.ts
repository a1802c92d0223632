/**
 * From a request to audio: the stages of a generation in their order. Read it beside specification 1.2, 1.4 and 1.5.
 *
 * C latent channels, T latent frames (1 frame = 4096 samples = 92.9 ms at 44.1 kHz).
 * Parity: whole pipelines, latents 1e-4 and audio 1e-3 relative to the reference, fp32.
 */

import type { StereoAudio } from '@retimbre/media'
import type { Prepared } from './diffusion/denoiser.ts'
import { guidanceActive, guide } from './diffusion/guidance.ts'
import type { LocalConditioning } from './diffusion/local-conditioning.ts'
import { createNoise, type Noise } from './diffusion/noise.ts'
import { SAMPLER_RUNS } from './diffusion/samplers/by-name.ts'
import { noiseLevels } from './diffusion/schedule.ts'
import { startLatents } from './editing/init-audio.ts'
import { keepMask, keptLatents, pasteLatents } from './editing/inpainting.ts'
import { splice } from './editing/splice.ts'
import { latentsKey } from './latents-cache.ts'
import type { LoadedModel } from './loaded-model.ts'
import { mapEvents } from './map-events.ts'
import { holdPeaks } from './output/peaks.ts'
import type { GenerateEvent, GenerateItem, GenerateProgress } from './request.ts'
import type { ResolvedRequest } from './request-validation.ts'

/** One item on its way. */
interface Generation {
  readonly model: LoadedModel
  readonly request: ResolvedRequest
  readonly item: GenerateItem
  /** Counts from 0. */
  readonly index: number
  readonly noise: Noise
  readonly signal: AbortSignal
}

/** The clip that is edited, in latents. */
interface Kept extends LocalConditioning {
  /** [C, T] */
  readonly latents: Float32Array
}

/** Items one after another, each as if it were alone. Stops within one run of a graph when `signal` says so. */
export async function* generateItems(
  model: LoadedModel,
  request: ResolvedRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerateEvent, void> {
  await model.applyLoraStrengths(request.loraStrengths ?? {}, signal)
  for (const [index, item] of request.items.entries()) {
    signal.throwIfAborted()
    yield* generateItem({ model, request, item, index, noise: createNoise(item.seed), signal })
  }
}

async function* generateItem(generation: Generation): AsyncGenerator<GenerateEvent, void> {
  const { model, request, item, index, noise } = generation
  const { lengths } = request
  // The order of draws is the reference's: first the noise, then the codec's on the sources, then the sampler's.
  const initialNoise = noise.normal(model.config.latentChannels * lengths.frames)

  yield progress({ stage: 'text', item: index })
  const rows = await model.prompts.encode(item.prompt)
  const negativeRows = isGuided(request) ? await negativeRowsOf(generation) : undefined
  await model.sessions.finishStage('text')

  const initLatents = request.initAudio && (yield* sourceLatents(generation, request.initAudio))
  const kept = yield* keptPart(generation)
  await model.sessions.finishStage('codec.encoder')

  const branches = await prepareBranches(generation, rows, negativeRows, kept)
  await model.sessions.finishStage('dit.conditioning')
  const start = initLatents ? startLatents(initLatents, initialNoise, firstLevel(request)) : initialNoise
  const latents = yield* denoise(generation, branches, start)
  await model.sessions.finishStage('dit')

  if (kept && request.inpainting?.paste === 'latent') pasteLatents(latents, kept.latents, kept.mask)
  const audio = yield* decode(generation, latents)
  await model.sessions.finishStage('codec.decoder')
  yield { type: 'generated', item: index, audio, latents, frames: lengths.frames, seed: item.seed }
}

/** Without guidance there is no other side that a negative prompt could stand on. */
const isGuided = ({ guidance }: ResolvedRequest): boolean => guidance.scale !== 1

/** An empty negative prompt is one all the same: rows of zeros, and the real duration. */
async function negativeRowsOf({ model, item }: Generation): Promise<Float32Array | undefined> {
  return item.negativePrompt === undefined ? undefined : model.prompts.encode(item.negativePrompt)
}

const firstLevel = ({ initAudio }: ResolvedRequest): number => initAudio?.noiseLevel ?? 1

/** @returns [C, T] of a clip, found again when it was encoded before */
async function* sourceLatents(
  { model, request, index, noise, signal }: Generation,
  { audio, cacheKey }: { readonly audio: StereoAudio; readonly cacheKey?: string | undefined },
): AsyncGenerator<GenerateEvent, Float32Array> {
  const { frames } = request.lengths
  const key = cacheKey === undefined ? latentsKey(audio, frames) : `${cacheKey} ${audio.left.length} ${frames}`
  const known = request.codecNoise ? undefined : model.sources.get(key)
  if (known) return known
  const normal = request.codecNoise ? noise.normal : undefined
  const encoding = model.codec.encode(audio, frames, { normal, signal })
  const latents = yield* withProgress(encoding, (tiles) => ({ stage: 'encode', item: index, ...tiles }))
  if (!request.codecNoise) model.sources.set(key, latents)
  return latents
}

async function* keptPart(generation: Generation): AsyncGenerator<GenerateEvent, Kept | undefined> {
  const { model, request } = generation
  if (request.inpainting === undefined) return undefined
  const { samples, frames } = request.lengths
  const latents = yield* sourceLatents(generation, request.inpainting)
  const mask = keepMask({ regions: request.regions, samples, frames, samplesPerLatent: model.config.samplesPerLatent })
  return { latents, mask, maskedLatents: keptLatents(latents, mask) }
}

interface Branches {
  readonly conditional: Prepared
  /** The other side of guidance; absent when guidance is off. */
  readonly unconditional?: Prepared | undefined
}

async function prepareBranches(
  { model, request }: Generation,
  rows: Float32Array,
  negativeRows: Float32Array | undefined,
  local: LocalConditioning | undefined,
): Promise<Branches> {
  const { frames, validFrames } = request.lengths
  const shared = { seconds: model.durationRow(request.durationSeconds), local, frames, validFrames }
  const conditional = await model.denoiser.prepare({ ...shared, context: model.promptContext(rows) })
  if (!isGuided(request)) return { conditional }
  const context = negativeRows ? model.negativeContext(negativeRows) : null
  return { conditional, unconditional: await model.denoiser.prepare({ ...shared, context }, conditional) }
}

/** @param start [C, T] at the first noise level, worked in @returns [C, T], clean */
async function* denoise(
  generation: Generation,
  branches: Branches,
  start: Float32Array,
): AsyncGenerator<GenerateEvent, Float32Array> {
  const { model, request, index, noise, signal } = generation
  const levels = noiseLevels({
    steps: request.steps,
    from: firstLevel(request),
    schedule: request.schedule,
    shift: model.config.inferenceShift,
    effectiveFrames: request.lengths.effectiveFrames,
  })
  const velocity = guidedVelocity(generation, branches)
  const sampling = SAMPLER_RUNS[request.sampler]({ latents: start, levels, velocity, noise, signal })
  return yield* withProgress(sampling, ({ done, total, denoised }) => ({
    stage: 'step',
    item: index,
    done,
    total,
    latents: denoised,
  }))
}

function guidedVelocity({ model, request, signal }: Generation, { conditional, unconditional }: Branches) {
  return async (latents: Float32Array, t: number): Promise<Float32Array> => {
    const withPrompt = await model.denoiser.velocity(latents, t, conditional)
    if (unconditional === undefined || !guidanceActive(request.guidance, t)) return withPrompt
    signal.throwIfAborted()
    return guide({
      latents,
      t,
      conditional: withPrompt,
      unconditional: await model.denoiser.velocity(latents, t, unconditional),
      guidance: request.guidance,
      frames: request.lengths.frames,
      validFrames: request.lengths.validFrames,
    })
  }
}

/** @returns exactly the wanted samples, with their peaks held; what was kept is the source's own where so wanted */
async function* decode(
  { model, request, index, noise, signal }: Generation,
  latents: Float32Array,
): AsyncGenerator<GenerateEvent, StereoAudio> {
  const { frames, effectiveFrames: wantedFrames, samples } = request.lengths
  const normal = request.codecNoise ? noise.normal : undefined
  const decoding = model.codec.decode(latents, { frames, wantedFrames, normal, signal })
  const { left, right } = yield* withProgress(decoding, (tiles) => ({ stage: 'decode', item: index, ...tiles }))
  const audio = { left: left.slice(0, samples), right: right.slice(0, samples) }
  holdPeaks(audio, request.peaks)
  if (request.inpainting?.paste !== 'audio') return audio
  return splice({ source: request.inpainting.audio, generated: audio, regions: request.regions })
}

const withProgress = <Step, Result>(
  stage: AsyncGenerator<Step, Result>,
  describe: (step: Step) => GenerateProgress,
): AsyncGenerator<GenerateEvent, Result> => mapEvents(stage, (step) => progress(describe(step)))

const progress = (event: GenerateProgress): GenerateEvent => ({ type: 'progress', ...event })
