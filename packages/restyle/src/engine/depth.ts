/**
 * What `init_noise_level` s does to everything: how deep the plan goes, when layers come in, and in which order the
 * source's information is taken away (fine phase first, rhythm next, level last).
 * Source: specification of the restyle engine, 1.4.
 */
import { clamp, smoothstep } from '../dsp/units.ts'

/** The default of the API; the plan acts in full here. */
const FULL_DEPTH_AT = 0.9

/** At this noise level and below, the source comes back untouched. */
export const UNTOUCHED_BELOW = 0.02

/** E(s): 0 at 0, 1 at 0.9, slightly past 1 above. */
export const effectDepth = (noiseLevel: number): number =>
  noiseLevel <= FULL_DEPTH_AT
    ? Math.sin((Math.PI / 2) * (noiseLevel / FULL_DEPTH_AT))
    : 1 + 0.8 * (noiseLevel - FULL_DEPTH_AT)

/** w(s): how far added layers have come in. */
export const layerEntry = (noiseLevel: number): number => smoothstep(0.08, 0.75, noiseLevel)

/** How much of an explicit setting (90 BPM, 3 semitones down) is applied: all of it from 0.3 on. */
export const settingEntry = (noiseLevel: number): number => smoothstep(0.03, 0.3, noiseLevel)

/** q(s): share of random phase and of magnitude smoothing; `tolerance` 0 … 1 is how much of it the plan can hide. */
export const diffusionShare = (noiseLevel: number, tolerance: number): number =>
  clamp(0.9 * noiseLevel ** 5 * tolerance, 0, 0.95)

/** κ: how much of the picture the layers fill, from the sum of their amounts. */
export const layerCover = (layerSum: number): number => 1 - Math.exp(-0.8 * layerSum)

/** How far the source goes under the layers. */
export const sourceGainDb = (noiseLevel: number, cover: number): number =>
  -8 * cover * noiseLevel ** 2 - 60 * cover * Math.max(0, noiseLevel - FULL_DEPTH_AT)
