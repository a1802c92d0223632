import type { SourceFacts } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from '../dsp/stereo.ts'

/** One stretch of the source and where it is put; the first lies at 0. */
export interface LoopSegment {
  readonly fromSeconds: number
  readonly toSeconds: number
  readonly atSeconds: number
}

/** How a clip is made as long as is needed: one segment when it is long enough. */
export interface LoopPlan {
  readonly segments: readonly LoopSegment[]
  /** Overlap of neighbouring segments. */
  readonly fadeSeconds: number
  /** The seams lie on bar lines: a segment runs on past its end under the fade instead of giving up its last moments. */
  readonly onBarLines: boolean
}

/** The last bar line must lie this far from the end, or the loop would click on a cut-off attack. */
const END_MARGIN_SECONDS = 0.02
/** A bar-line loop only hides the cut; anything longer would double the attack on the beat. */
const BAR_FADE_SECONDS = 0.03
/** Without beats the ends are blended: a quarter of a second for most clips, up to one second for a steady texture. */
const PLAIN_FADE_SECONDS = 0.25
const TEXTURE_FADE_SECONDS = 1
/** A click is repeated four times a second at most: shorter loops would buzz, and there would be millions of them. */
const SHORTEST_LOOP_SECONDS = 0.25
/** A clip that is shorter by no more than this just ends: the closing fade covers it. */
const TOLERATED_SECONDS = 0.05

/** Cropped when long enough, else looped from bar line to bar line when beats are reliable, else cross-faded. */
export function loopPlan(facts: SourceFacts, sourceSeconds: number, neededSeconds: number, beats: boolean): LoopPlan {
  const whole = { fromSeconds: 0, toSeconds: Math.min(sourceSeconds, neededSeconds), atSeconds: 0 }
  if (sourceSeconds + TOLERATED_SECONDS >= neededSeconds)
    return { segments: [whole], fadeSeconds: 0, onBarLines: false }
  const bars = beats ? barLoop(facts, sourceSeconds) : null
  const [from, to] = bars ?? [0, sourceSeconds]
  const fadeSeconds = bars !== null ? BAR_FADE_SECONDS : plainFade(facts, sourceSeconds)
  const overlap = bars !== null ? 0 : fadeSeconds
  const segments: LoopSegment[] = [{ fromSeconds: 0, toSeconds: to, atSeconds: 0 }]
  const step = Math.max(to - from - overlap, SHORTEST_LOOP_SECONDS)
  let atSeconds = Math.max(to - overlap, SHORTEST_LOOP_SECONDS)
  for (let end = to; end < neededSeconds; atSeconds += step) {
    segments.push({ fromSeconds: from, toSeconds: to, atSeconds })
    end = atSeconds + (to - from)
  }
  return { segments, fadeSeconds, onBarLines: bars !== null }
}

function barLoop(facts: SourceFacts, sourceSeconds: number): [from: number, to: number] | null {
  const bars = facts.beatsSeconds.filter((_, beat) => beat % 4 === facts.downbeatPhase % 4)
  const last = bars.findLast((seconds) => seconds <= sourceSeconds - END_MARGIN_SECONDS)
  return bars.length >= 2 && last !== undefined && last > bars[0] ? [bars[0], last] : null
}

const plainFade = (facts: SourceFacts, sourceSeconds: number): number =>
  facts.kind === 'texture'
    ? Math.min(TEXTURE_FADE_SECONDS, sourceSeconds * 0.25)
    : Math.min(PLAIN_FADE_SECONDS, sourceSeconds * 0.2)

/** The source laid out by a loop plan; a view of it when one segment is enough. */
export function looped(audio: StereoAudio, plan: LoopPlan, lengthSamples: number): StereoAudio {
  if (plan.segments.length === 1) {
    return { left: audio.left.subarray(0, lengthSamples), right: audio.right.subarray(0, lengthSamples) }
  }
  const extended = silence(lengthSamples)
  const fade = Math.max(32, Math.round(plan.fadeSeconds * SAMPLE_RATE_HZ))
  plan.segments.forEach((segment, index) => {
    const last = index === plan.segments.length - 1
    const from = Math.round(segment.fromSeconds * SAMPLE_RATE_HZ)
    const tail = plan.onBarLines && !last ? fade : 0
    const to = Math.min(audio.left.length, Math.round(segment.toSeconds * SAMPLE_RATE_HZ) + tail)
    const at = Math.round(segment.atSeconds * SAMPLE_RATE_HZ)
    layOut(audio.left, extended.left, { from, to, at, fadeIn: index > 0 ? fade : 0, fadeOut: last ? 0 : fade })
    layOut(audio.right, extended.right, { from, to, at, fadeIn: index > 0 ? fade : 0, fadeOut: last ? 0 : fade })
  })
  return extended
}

interface Span {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly fadeIn: number
  readonly fadeOut: number
}

/** Adds a span under equal-power fades. */
function layOut(source: Float32Array, target: Float32Array, { from, to, at, fadeIn, fadeOut }: Span): void {
  const span = to - from
  const length = Math.min(span, target.length - at)
  const quarter = Math.PI / 2
  for (let i = 0; i < Math.min(fadeIn, length); i++) {
    target[at + i] += Math.sin(quarter * (i / fadeIn)) * source[from + i]
  }
  for (let i = fadeIn; i < Math.min(span - fadeOut, length); i++) target[at + i] += source[from + i]
  for (let i = Math.max(fadeIn, span - fadeOut); i < length; i++) {
    target[at + i] += Math.cos(quarter * ((i - (span - fadeOut)) / fadeOut)) * source[from + i]
  }
}

/** Moments of the source (beats, onsets) where they fall in the looped clip, each with its index in the source. */
export function loopedMoments(
  momentsSeconds: readonly number[],
  { segments }: LoopPlan,
): { readonly seconds: number; readonly index: number }[] {
  const placed: { seconds: number; index: number }[] = []
  for (const { fromSeconds, toSeconds, atSeconds } of segments) {
    momentsSeconds.forEach((moment, index) => {
      if (moment < fromSeconds - 1e-6 || moment >= toSeconds - END_MARGIN_SECONDS) return
      placed.push({ seconds: atSeconds + moment - fromSeconds, index })
    })
  }
  return placed
}
