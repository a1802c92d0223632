/** Turns a request into one with every choice made, or says which option is wrong and what it may be. */

import { type Lengths, planLengths } from './diffusion/lengths.ts'
import { type SampleRegion, sampleRegions } from './editing/inpainting.ts'
import { optionFault } from './option-faults.ts'
import {
  type GenerateRequest,
  type Guidance,
  PASTE_MODES,
  PEAK_MODES,
  type PeakMode,
  SAMPLERS,
  type Sampler,
  SCHEDULES,
  type Schedule,
} from './request.ts'
import { checkSourceAudio } from './source-audio.ts'

/** What a checkpoint is made for. */
export interface CheckpointLimits {
  readonly objective: 'rf_denoiser' | 'rectified_flow'
  /** The longest clip, in samples. */
  readonly sampleSize: number
  readonly samplesPerLatent: number
  /** The length of a clip is a multiple of this many latents. */
  readonly alignLatents: number
  readonly loraNames: readonly string[]
}

type ResolvedGuidance = { readonly [Knob in keyof Guidance]-?: NonNullable<Guidance[Knob]> }

/** A request in which nothing is left open. */
export interface ResolvedRequest extends GenerateRequest {
  readonly steps: number
  readonly sampler: Sampler
  readonly schedule: Schedule
  readonly guidance: ResolvedGuidance
  readonly paddingSeconds: number
  readonly peaks: PeakMode
  readonly codecNoise: boolean
  readonly lengths: Lengths
  /** What is made anew of the clip that is edited; empty when none is. */
  readonly regions: readonly SampleRegion[]
}

type ResolvedOptions = Omit<ResolvedRequest, 'lengths' | 'regions'>

/** As the published code sets them; a distilled checkpoint needs no more than 8 steps. */
const DEFAULTS = {
  rf_denoiser: { steps: 8, sampler: 'pingpong' },
  rectified_flow: { steps: 50, sampler: 'euler' },
} as const

const PUBLISHED_PADDING_SECONDS = 6
const MAX_STEPS = 500
const MAX_GUIDANCE_SCALE = 25
const MAX_PADDING_SECONDS = 30
const MAX_SEED = 2 ** 32 - 1

/** @throws StableAudioError `option_out_of_range` */
export function resolveRequest(request: GenerateRequest, limits: CheckpointLimits): ResolvedRequest {
  const defaults = DEFAULTS[limits.objective]
  const { scale, apg = 1, normThreshold = 0, rescale = 0, interval = [0, 1] } = request.guidance ?? { scale: 1 }
  const resolved: ResolvedOptions = {
    ...request,
    steps: request.steps ?? defaults.steps,
    sampler: request.sampler ?? defaults.sampler,
    schedule: request.schedule ?? 'monotone',
    guidance: { scale, apg, normThreshold, rescale, interval },
    paddingSeconds: request.paddingSeconds ?? PUBLISHED_PADDING_SECONDS,
    peaks: request.peaks ?? 'limiter',
    codecNoise: request.codecNoise ?? false,
  }
  checkItems(resolved)
  checkSampling(resolved)
  checkSources(resolved)
  checkLoras(resolved, limits)
  const lengths = lengthsOf(resolved, limits)
  const regions = resolved.inpainting ? sampleRegions(resolved.inpainting.regions, lengths.samples) : []
  return { ...resolved, lengths, regions }
}

function lengthsOf({ durationSeconds, paddingSeconds }: ResolvedOptions, limits: CheckpointLimits): Lengths {
  const { sampleSize, samplesPerLatent, alignLatents } = limits
  const align = samplesPerLatent * alignLatents
  return planLengths({ durationSeconds, paddingSeconds, sampleSize, samplesPerLatent, align })
}

function checkItems({ items }: ResolvedOptions): void {
  if (items.length === 0) throw optionFault('no_items')
  for (const { seed } of items) {
    if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
      throw optionFault('whole', { name: 'seed', value: seed, from: 0, to: MAX_SEED })
    }
  }
}

function checkSampling(request: ResolvedOptions): void {
  const { steps, sampler, schedule, guidance, paddingSeconds, peaks } = request
  if (!Number.isInteger(steps) || steps < 1 || steps > MAX_STEPS) {
    throw optionFault('whole', { name: 'steps', value: steps, from: 1, to: MAX_STEPS })
  }
  checkChoice('sampler', sampler, SAMPLERS)
  checkChoice('schedule', schedule, SCHEDULES)
  checkChoice('peaks', peaks, PEAK_MODES)
  checkRange('guidance.scale', guidance.scale, 0, MAX_GUIDANCE_SCALE)
  checkRange('guidance.apg', guidance.apg, 0, 1)
  checkRange('guidance.normThreshold', guidance.normThreshold, 0, Number.MAX_VALUE)
  checkRange('guidance.rescale', guidance.rescale, 0, 1)
  checkRange('guidance.interval[0]', guidance.interval[0], 0, guidance.interval[1])
  checkRange('guidance.interval[1]', guidance.interval[1], guidance.interval[0], 1)
  checkRange('paddingSeconds', paddingSeconds, 0, MAX_PADDING_SECONDS)
}

function checkSources({ initAudio, inpainting }: ResolvedOptions): void {
  if (initAudio && !(initAudio.noiseLevel > 0 && initAudio.noiseLevel <= 1)) {
    throw optionFault('share', { name: 'initAudio.noiseLevel', value: initAudio.noiseLevel })
  }
  if (initAudio) checkSourceAudio('initAudio.audio', initAudio.audio)
  if (inpainting) {
    checkChoice('inpainting.paste', inpainting.paste, PASTE_MODES)
    checkSourceAudio('inpainting.audio', inpainting.audio)
  }
}

function checkLoras({ loraStrengths = {} }: ResolvedOptions, { loraNames }: CheckpointLimits): void {
  for (const [name, strength] of Object.entries(loraStrengths)) {
    if (!loraNames.includes(name)) {
      throw optionFault('unknown_lora', { name, names: loraNames.join(', ') || 'none' })
    }
    if (!Number.isFinite(strength)) throw optionFault('strength', { name, value: strength })
  }
}

function checkRange(name: string, value: number, from: number, to: number): void {
  if (!(value >= from && value <= to)) throw optionFault('range', { name, value, from, to })
}

function checkChoice(name: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) throw optionFault('choice', { name, value, choices: choices.join(', ') })
}
