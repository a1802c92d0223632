import { truePeakDbtp } from '@retimbre/media'
import { edgeFadesFor, fadeEdges } from '../dsp/edge-fades.ts'
import { type MasterReport, master } from '../dsp/master.ts'
import { type StereoAudio, scale } from '../dsp/stereo.ts'
import { fromDb } from '../dsp/units.ts'

/** At this noise level and below the source comes back as it is, and only clicks are faded. */
const PLAIN_BELOW = 0.02
const CLICK_SECONDS = 0.004
const CEILING_DBTP = -1.1

/**
 * Fades the edges and masters, in place.
 * @param amplify  false for a silent source without layers: its beds stay at their own low level
 */
export function* masterResult(
  mix: StereoAudio,
  request: { readonly durationSeconds: number; readonly noiseLevel: number; readonly amplify: boolean },
): Generator<void, MasterReport> {
  const plain = request.noiseLevel <= PLAIN_BELOW
  const fades = edgeFadesFor(request.durationSeconds)
  fadeEdges(mix, plain ? { inSeconds: CLICK_SECONDS, outSeconds: CLICK_SECONDS } : fades)
  if (request.amplify) return yield* master(mix)
  const peak = truePeakDbtp(mix)
  if (peak > CEILING_DBTP) scale(mix, fromDb(CEILING_DBTP - peak))
  return {
    loudnessLufs: Number.NEGATIVE_INFINITY,
    truePeakDbtp: Math.min(peak, CEILING_DBTP),
    limiterDb: 0,
    loudnessCapped: true,
  }
}
