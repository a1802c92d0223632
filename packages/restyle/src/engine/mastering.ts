import { integratedLoudness, truePeakDbtp } from '@retimbre/media'
import { edgeFadesFor, fadeEdges } from '../dsp/edge-fades.ts'
import { type MasterReport, master } from '../dsp/master.ts'
import { type StereoAudio, scale } from '../dsp/stereo.ts'
import { fromDb } from '../dsp/units.ts'
import { UNTOUCHED_BELOW } from './depth.ts'

/** An untouched source is faded by no more than hides a click. */
const CLICK_SECONDS = 0.004
const CEILING_DBTP = -1.1

/**
 * Fades the edges and masters, in place.
 * @param amplify  false for a silent source without layers: its beds, or itself when untouched, stay at their own low level
 */
export function* masterResult(
  mix: StereoAudio,
  request: { readonly durationSeconds: number; readonly noiseLevel: number; readonly amplify: boolean },
): Generator<void, MasterReport> {
  const plain = request.noiseLevel <= UNTOUCHED_BELOW
  const fades = edgeFadesFor(request.durationSeconds)
  fadeEdges(mix, plain ? { inSeconds: CLICK_SECONDS, outSeconds: CLICK_SECONDS } : fades)
  if (request.amplify) return yield* master(mix)
  const peak = truePeakDbtp(mix)
  if (peak > CEILING_DBTP) scale(mix, fromDb(CEILING_DBTP - peak))
  return {
    loudnessLufs: integratedLoudness(mix),
    truePeakDbtp: Math.min(peak, CEILING_DBTP),
    limiterDb: 0,
    loudnessCapped: true,
  }
}
