/**
 * The tone of the mix: what the plan asks for, and the closed loop that pulls the result towards the target spectrum.
 * The target is stated relative to the source's own spectrum; the more of the picture is new layers, the more it leans
 * on the spectrum of music in general. Source: specification of the restyle engine, 1.4 and section 2.
 */
import { longTermSpectrum, THIRD_OCTAVES_HZ } from '../analysis/spectrum.ts'
import { type Biquad, filterStereo, magnitudeDb } from '../dsp/biquad.ts'
import { rms, type StereoAudio } from '../dsp/stereo.ts'
import { cutSections, toneSections } from '../dsp/tone.ts'
import { fitTone } from '../dsp/tone-match.ts'
import { clamp, smoothstep } from '../dsp/units.ts'
import type { LiteralSettings } from '../prompt/literal-settings.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { effectDepth, UNTOUCHED_BELOW } from './depth.ts'

/** −90 dB: nothing to shape. */
const SILENT_RMS = 3e-5
/** The target never lies further below the spectrum of music in general than this, unless a band limit is asked for. */
const FLOOR_DB = 13
const BAND_LIMITED_FLOOR_DB = 60
const CEILING_DB = 15
const LOWEST_SCORED_HZ = 45
const HIGHEST_SCORED_HZ = 14_000

export interface CutFrequencies {
  readonly lowCutHz: number
  readonly highCutHz: number
}

/** Where the plan, or a number in the prompt, limits the band. */
export function cutFrequencies(plan: Plan, settings: LiteralSettings, noiseLevel: number): CutFrequencies {
  const entry = Math.min(1, effectDepth(noiseLevel))
  return {
    lowCutHz: settings.lowCutHz === undefined ? 20 * 2 ** plan.lc : 20 * (settings.lowCutHz / 20) ** entry,
    highCutHz:
      settings.highCutHz === undefined ? 20_000 / 2 ** plan.hc : 20_000 * (settings.highCutHz / 20_000) ** entry,
  }
}

export interface ToneReport {
  /** RMS distance from the target over third octaves before the first pass and after the last, dB; 0 and 0 for silence. */
  readonly targetErrorDb: readonly [before: number, after: number]
}

/** Sections run between two yields: a walk over 120 s with six of them takes a third of a second on a slow core. */
const SECTIONS_PER_STEP = 6

/** Shapes the mix in place. */
export function* shapeTone(
  mix: StereoAudio,
  request: {
    readonly plan: Plan
    readonly noiseLevel: number
    readonly passes: number
    readonly sourceSpectrumDb: ArrayLike<number> | null
    /** κ: share of the picture that is new layers. */
    readonly cover: number
    readonly cuts: CutFrequencies
    readonly bandLimited: boolean
  },
): Generator<void, ToneReport> {
  if (rms(mix) < SILENT_RMS) return { targetErrorDb: [0, 0] }
  const planned = toneSections(request.plan)
  if (request.noiseLevel <= UNTOUCHED_BELOW) {
    yield* filterInSteps(mix, planned)
    return { targetErrorDb: [0, 0] }
  }
  const plannedDb = THIRD_OCTAVES_HZ.map((hz) => responseDb(planned, hz))
  const { spectrumDb } = longTermSpectrum(mix)
  yield
  const match = fitTone(
    plannedDb.map((db, band) => db + spectrumDb[band]),
    {
      bandHz: THIRD_OCTAVES_HZ,
      targetDb: targetSpectrum(plannedDb, request),
      fromHz: Math.max(LOWEST_SCORED_HZ, request.cuts.lowCutHz),
      toHz: Math.min(HIGHEST_SCORED_HZ, request.cuts.highCutHz),
      passes: request.passes,
    },
  )
  yield* filterInSteps(mix, [...planned, ...match.sections])
  return { targetErrorDb: [match.residualsDb[0], match.residualsDb[match.residualsDb.length - 1]] }
}

function* filterInSteps(mix: StereoAudio, sections: readonly Biquad[]): Generator<void> {
  for (let first = 0; first < sections.length; first += SECTIONS_PER_STEP) {
    filterStereo(mix, sections.slice(first, first + SECTIONS_PER_STEP))
    yield
  }
}

/** Telephones and old radios: limited at both ends, and so much that even surface noise belongs inside the band. */
export const isNarrowBand = (plan: Plan): boolean => plan.lc >= 2.5 && plan.hc >= 1.9

/** The steep cuts, for after everything that distorts; twice as steep for a narrow band, as real ones are. */
export function bandLimits({ lowCutHz, highCutHz }: CutFrequencies, plan: Plan): Biquad[] {
  const cuts = cutSections(lowCutHz, highCutHz)
  return isNarrowBand(plan) ? [...cuts, ...cuts] : cuts
}

function targetSpectrum(plannedDb: readonly number[], request: Parameters<typeof shapeTone>[1]): number[] {
  const { sourceSpectrumDb, cover, noiseLevel, bandLimited } = request
  const generic = centred(THIRD_OCTAVES_HZ.map(genericMusicDb))
  const source = sourceSpectrumDb === null ? generic : centred(sourceSpectrumDb)
  const sourceShare = 1 - 0.65 * cover * smoothstep(0.2, 0.9, noiseLevel)
  const floor = bandLimited ? BAND_LIMITED_FLOOR_DB : FLOOR_DB
  const planned = centred(plannedDb)
  return generic.map((music, band) =>
    clamp(sourceShare * source[band] + (1 - sourceShare) * music + planned[band], music - floor, music + CEILING_DB),
  )
}

/** The shape that most music has: falling above 150 Hz, faster above 4 kHz, and little below 45 Hz. */
const genericMusicDb = (hz: number): number =>
  -2.4 * Math.max(0, Math.log2(hz / 150)) -
  2.2 * Math.max(0, Math.log2(hz / 4000)) -
  6 * Math.max(0, Math.log2(45 / hz))

const responseDb = (sections: readonly Biquad[], hz: number): number =>
  sections.reduce((sum, section) => sum + magnitudeDb(section, hz), 0)

/** Without its mean between 100 Hz and 6 kHz: shapes are compared, not levels. */
function centred(spectrumDb: ArrayLike<number>): number[] {
  const middle = THIRD_OCTAVES_HZ.flatMap((hz, band) => (hz > 100 && hz < 6000 ? [spectrumDb[band]] : []))
  const mean = middle.reduce((sum, db) => sum + db, 0) / middle.length
  return Array.from(spectrumDb, (db) => db - mean)
}
