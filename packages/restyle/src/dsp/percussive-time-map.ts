import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'
import { evenWarp, outputAt, type TimeWarp } from './time-warp.ts'
import { clamp } from './units.ts'

/**
 * Time scaling of percussion without smearing: the clip is cut before every onset, slices move to where the time map puts
 * them, attacks are copied as they are, and a tail that has to last longer is filled by overlap-add.
 */
export interface PercussiveTimeMap {
  readonly onsetsSeconds: readonly number[]
  readonly outputLength: number
  /** Output seconds a source second takes. Default 1. */
  readonly stretch?: number
  /** Replaces `stretch` where time does not run evenly. */
  readonly warp?: TimeWarp
  readonly seed?: number
}

/** Cut this long before an onset: longer than the fade, so that no slice ends on the next one's attack. */
const PRE_ROLL = Math.round(0.006 * SAMPLE_RATE_HZ)
const FADE_IN = 60
const FADE_OUT = 220
const ATTACK = Math.round(0.09 * SAMPLE_RATE_HZ)
const GRAIN = 2048
/** Grains are taken up to this far from their place, or a steady tail would flutter. */
const SCATTER = 300
const SHORTEST_SLICE = 64

export function mapPercussion(source: StereoAudio, map: PercussiveTimeMap): StereoAudio {
  const output = silence(map.outputLength)
  const stretch = map.stretch ?? 1
  if (map.warp === undefined && Math.abs(stretch - 1) < 1e-4) {
    const length = Math.min(source.left.length, map.outputLength)
    output.left.set(source.left.subarray(0, length))
    output.right.set(source.right.subarray(0, length))
    return output
  }
  const warp = map.warp ?? evenWarp(stretch)
  const random = new Random(map.seed ?? 0, 'percussive-time-map')
  const cuts = cutPoints(map.onsetsSeconds, source.left.length)
  for (let i = 0; i + 1 < cuts.length; i++) {
    const target = Math.round(outputAt(warp, cuts[i]))
    const length = Math.round(outputAt(warp, cuts[i + 1])) - target
    if (target >= map.outputLength || cuts[i + 1] - cuts[i] < SHORTEST_SLICE || length <= 0) continue
    placeSlice(source, output, { from: cuts[i], to: cuts[i + 1], target, length, fadeIn: i > 0 ? FADE_IN : 0 }, random)
  }
  return output
}

function cutPoints(onsetsSeconds: readonly number[], length: number): number[] {
  const inside = onsetsSeconds
    .map((seconds) => Math.max(0, Math.round(seconds * SAMPLE_RATE_HZ) - PRE_ROLL))
    .filter((cut) => cut > 200 && cut < length - 200)
  return [0, ...inside, length]
}

interface Slice {
  readonly from: number
  readonly to: number
  readonly target: number
  /** Samples the slice has to last in the output. */
  readonly length: number
  readonly fadeIn: number
}

function placeSlice(source: StereoAudio, output: StereoAudio, slice: Slice, random: Random): void {
  const { from, to, target, length, fadeIn } = slice
  if (length <= to - from) {
    mixIn(source, output, from, target, length + FADE_OUT, fadeIn, FADE_OUT)
    return
  }
  const attack = Math.min(to - from, ATTACK)
  mixIn(source, output, from, target, attack + FADE_OUT, fadeIn, FADE_OUT)
  const hop = GRAIN / 2
  const tail = Math.max(1, to - from - attack - GRAIN)
  const earliest = from + Math.min(attack, 400)
  const latest = Math.max(from + attack, to - GRAIN)
  for (let at = attack; at < length; at += hop) {
    const place = from + attack + Math.round(((at - attack) / (length - attack)) * tail + random.signed() * SCATTER)
    const grain = Math.min(GRAIN, length + FADE_OUT - at)
    mixIn(
      source,
      output,
      clamp(place, earliest, latest),
      target + at,
      grain,
      Math.min(hop, grain),
      Math.min(hop, grain),
    )
  }
}

/** output[target …] += source[from …], `length` samples with straight fades. */
function mixIn(
  source: StereoAudio,
  output: StereoAudio,
  from: number,
  target: number,
  length: number,
  fadeIn: number,
  fadeOut: number,
): void {
  const { left, right } = source
  const { left: outLeft, right: outRight } = output
  const count = Math.min(length, outLeft.length - target, left.length - from)
  const rise = 1 / Math.max(1, fadeIn)
  const fall = 1 / Math.max(1, fadeOut)
  for (let i = Math.max(0, -target); i < count; i++) {
    const gain = Math.min(1, fadeIn > 0 ? i * rise : 1, (length - i) * fall)
    outLeft[target + i] += gain * left[from + i]
    outRight[target + i] += gain * right[from + i]
  }
}
