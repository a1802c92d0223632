import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import type { RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { MODEL_IDS } from '../models/model-ids.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { WARNINGS } from '../warnings.ts'
import { isEvenNoise } from './even-noise.ts'
import { type GeneratedStretch, generatedStretches } from './generated-stretches.ts'
import { asksForNoise } from './noise-words.ts'
import { resultSeconds } from './render-task.ts'

/** What passed the gate, and what was done to let it pass. */
export interface GatedAudio {
  readonly audio: StereoAudio
  readonly warnings: readonly string[]
}

// -80 dBFS: below it nobody hears anything at a normal volume; a quiet passage of music lies 20 to 40 dB above.
const SILENCE_PEAK = 1e-4

// 20 ms: an engine may round to its own frames; a longer difference would be heard against the source.
const LENGTH_TOLERANCE_SAMPLES = Math.round(0.02 * SAMPLE_RATE_HZ)

// 0.5 s: a pause of this length is music, and so is a burst of noise. What is shorter is only held to be finite.
const SHORTEST_JUDGED_SAMPLES = 0.5 * SAMPLE_RATE_HZ

/**
 * Checks what an engine returned before anybody pays for it: every sample a number, the length that was asked for, and in
 * each stretch that the engine made, sound where there was sound, and no static. What is too loud is turned down, with a
 * warning, since nothing is lost by that.
 * @throws JobError `output_rejected`
 */
export function gateOutput(audio: StereoAudio, request: Pick<RenderRequest, 'task' | 'prompt' | 'model'>): GatedAudio {
  const { left, right } = audio
  const expected = Math.round(resultSeconds(request.task) * SAMPLE_RATE_HZ)
  if (left.length !== right.length || Math.abs(left.length - expected) > LENGTH_TOLERANCE_SAMPLES) {
    throw rejected(REASONS.wrong_length)
  }
  const peak = Math.max(peakOf(left), peakOf(right))
  if (!Number.isFinite(peak)) throw rejected(REASONS.not_finite)
  const judged = generatedStretches(request.task, audio).filter(
    (stretch) => stretch.audio.left.length >= SHORTEST_JUDGED_SAMPLES,
  )
  const inPlaces = request.task.kind === 'inpainting' || request.task.kind === 'outpainting'
  if (judged.some(fellSilent)) throw rejected(inPlaces ? REASONS.silent_in_places : REASONS.silent)
  const warnings: string[] = []
  if (!asksForNoise(request.prompt) && judged.some(becameNoise)) {
    // Sounds of all kinds are noise, and their words are too many to know: the listener decides.
    if (request.model !== MODEL_IDS.textToAudio) {
      throw rejected(inPlaces ? REASONS.noise_in_places : REASONS.noise)
    }
    warnings.push(WARNINGS.white_noise)
  }
  if (peak <= 1) return { audio, warnings }
  const lowered = { left: scaled(left, 1 / peak), right: scaled(right, 1 / peak) }
  const decibels = (20 * Math.log10(peak)).toFixed(1)
  warnings.push(fill(WARNINGS.turned_down, { decibels }))
  return { audio: lowered, warnings }
}

function fellSilent({ audio, source }: GeneratedStretch): boolean {
  return isSilent(audio) && !(source && isSilent(source))
}

function becameNoise({ audio, source }: GeneratedStretch): boolean {
  return isEvenNoise(audio) && !(source && isEvenNoise(source))
}

function rejected(reason: string): JobError {
  return new JobError('output_rejected', { reason })
}

function isSilent({ left, right }: StereoAudio): boolean {
  return Math.max(peakOf(left), peakOf(right)) < SILENCE_PEAK
}

/** The largest magnitude; `NaN` or `Infinity` when one sample is. */
function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) {
    const magnitude = Math.abs(sample)
    // Written so that NaN, which is neither less nor more, is let in and then stays.
    if (!(magnitude <= peak)) peak = magnitude
    if (Number.isNaN(peak)) return peak
  }
  return peak
}

function scaled(samples: Float32Array, factor: number): Float32Array {
  return samples.map((sample) => sample * factor)
}
