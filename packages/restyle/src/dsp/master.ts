/**
 * The last block: brings a mix to −14 LUFS under a true-peak ceiling. Gain and limiter take turns, because limiting
 * costs loudness; sparse material that would need more than 7 dB of limiting stays quieter and says so.
 * Source: specification of the restyle engine, 1.1 and 5.1; loudness after ITU-R BS.1770-5.
 */
import { integratedLoudness, truePeakDbtp } from '@retimbre/media'
import { limit } from './limiter.ts'
import { type StereoAudio, scale } from './stereo.ts'
import { truePeakOf } from './true-peak.ts'
import { fromDb, toDb } from './units.ts'

export interface MasterReport {
  /** LUFS of the result; −Infinity for silence. */
  readonly loudnessLufs: number
  readonly truePeakDbtp: number
  /** Deepest gain reduction of the limiter over all rounds, in dB at or below 0. */
  readonly limiterDb: number
  /** The target was given up: it needed more than 7 dB of limiting, or there is next to nothing to bring there. */
  readonly loudnessCapped: boolean
}

const TARGET_LUFS = -14
const TOLERANCE_LU = 0.4
const MAX_ROUNDS = 4
const MAX_LIMITING_DB = 7
// The promise is −1 dBTP by anybody's meter. Meters differ by up to 0.3 dB, so the limiter aims lower …
const LIMITER_CEILING_DB = -1.3
// … and what the meter still finds above this is scaled down.
const METERED_CEILING_DBTP = -1.1
/** The absolute gate of BS.1770. At and below it there is nothing to normalise, only noise to lift. */
export const SILENT_LUFS = -70

/** Masters in place and reports what was reached. Yields after every round; 120 s of audio take about half a second. */
export function* master(audio: StereoAudio): Generator<void, MasterReport> {
  let loudness = integratedLoudness(audio)
  if (!(loudness > SILENT_LUFS))
    return { loudnessLufs: loudness, truePeakDbtp: toDb(truePeakOf(audio)), limiterDb: 0, loudnessCapped: true }
  yield
  let roomDb = METERED_CEILING_DBTP - toDb(truePeakOf(audio)) + MAX_LIMITING_DB
  let limiterDb = 0
  let loudnessCapped = false
  for (let round = 0; round < MAX_ROUNDS && !loudnessCapped; round++) {
    const wantedDb = TARGET_LUFS - loudness
    if (Math.abs(wantedDb) < (round === 0 ? 0.01 : TOLERANCE_LU)) break
    loudnessCapped = wantedDb > roomDb
    const gainDb = Math.min(wantedDb, roomDb)
    roomDb -= gainDb
    scale(audio, fromDb(gainDb))
    limiterDb += toDb(limit(audio, fromDb(LIMITER_CEILING_DB)).minimumGain)
    loudness = integratedLoudness(audio)
    yield
  }
  const peak = truePeakDbtp(audio)
  const overDb = peak - METERED_CEILING_DBTP
  if (overDb <= 0) return { loudnessLufs: loudness, truePeakDbtp: peak, limiterDb, loudnessCapped }
  scale(audio, fromDb(-overDb))
  return { loudnessLufs: loudness - overDb, truePeakDbtp: METERED_CEILING_DBTP, limiterDb, loudnessCapped }
}
