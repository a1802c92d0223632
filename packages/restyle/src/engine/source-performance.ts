import { analyseInSteps } from '../analysis/analyse.ts'
import type { SourceFacts } from '../analysis/facts.ts'
import type { LayerRequest } from '../arranger/layer.ts'
import { type Melody, trackMelody, transposed } from '../arranger/melody.ts'
import { cutSourceKit, type SourceKit } from '../arranger/source-kit.ts'
import { rms, SAMPLE_RATE_HZ, type StereoAudio, scale } from '../dsp/stereo.ts'
import { REFERENCE_RMS } from './buses.ts'
import { contentKey, RecentValues } from './clip-cache.ts'
import { type Decisions, decide } from './decisions.ts'
import type { Intent } from './intent.ts'
import type { RenderSettings } from './options.ts'
import { type SourceParts, separateSource } from './separation.ts'
import { workingCopy } from './source-copy.ts'
import type { Progress, RestyleStage } from './stages.ts'
import { FASTEST_RATIO } from './tempo-plan.ts'
import { throughTime } from './through-time.ts'

/** The source as it enters the mix, and what the arranger took from it. */
export interface SourcePerformance {
  readonly decisions: Decisions
  /** At the reference level, in the time and pitch of the output. */
  readonly audio: StereoAudio
  /** Its percussive part before the plan turned it up or down; whoever is done with it drops it. */
  hits: StereoAudio | null
  readonly layers: LayerRequest
}

/** Tempo, key and chords of a longer clip are those of its beginning; listening to all of it would hold up a slow core. */
const LISTENED_SECONDS = 120
const SILENT_RMS = 1e-5
/** A level from which a lead needs its tune. */
const LEAD_LEVEL = 0.08

/** Listens to the source, decides what will happen, and brings the source into the time and pitch of the output. */
export function* performSource(
  source: StereoAudio,
  settings: RenderSettings,
  intent: Intent,
  progress: Progress,
): Generator<RestyleStage, SourcePerformance> {
  yield progress.enter('listening')
  const clip = workingCopy(source, Math.ceil(FASTEST_RATIO * settings.lengthSamples) + SAMPLE_RATE_HZ)
  yield progress.enter('listening')
  const facts = yield* progress.during(factsOf(firstSamples(clip, LISTENED_SECONDS * SAMPLE_RATE_HZ)))
  const decisions = decide(settings, intent, facts, clip.left.length)
  const melody = melodyOf(clip, decisions)
  yield progress.enter('separating')
  const parts = yield* progress.during(separateSource(usedPart(clip, decisions), decisions))
  const sourceKit = kitOf(parts, decisions)
  yield progress.enter('stretching and diffusing')
  const { audio, hits } = yield* progress.during(throughTime(parts, decisions))
  const level = rms(audio)
  if (level > SILENT_RMS && facts.kind !== 'silence') scale(audio, REFERENCE_RMS / level)
  return { decisions, audio, hits, layers: { ...decisions.layers, melody, sourceKit } }
}

/** Facts are a few kilobytes. */
const heard = new RecentValues<SourceFacts>(16)

function* factsOf(clip: StereoAudio): Generator<unknown, SourceFacts> {
  const key = contentKey(clip)
  const facts = heard.get(key) ?? (yield* analyseInSteps(clip))
  heard.set(key, facts)
  return facts
}

const firstSamples = ({ left, right }: StereoAudio, count: number): StereoAudio => ({
  left: left.subarray(0, count),
  right: right.subarray(0, count),
})

/** No more of the clip than its segments use, with a window's worth behind it. */
function usedPart(clip: StereoAudio, { loop }: Decisions): StereoAudio {
  const lastSecond = Math.max(...loop.segments.map(({ toSeconds }) => toSeconds))
  return firstSamples(clip, Math.ceil(lastSecond * SAMPLE_RATE_HZ) + 4096)
}

function melodyOf(clip: StereoAudio, { facts, plan, tempo, pitch }: Decisions): Melody | null {
  if (plan.Llead <= LEAD_LEVEL || !tempo.hasTempo) return null
  return transposed(trackMelody(clip, facts.beatsSeconds, facts.tuningSemitones, facts.key), pitch.semitones)
}

/** A groove without a kit of its own plays the source's hits, where those can be cut out. */
function kitOf({ percussive }: SourceParts, { arrangement, facts, intent, plan }: Decisions): SourceKit | null {
  const named = intent.reading.style.kit !== undefined || plan.crush > 0.4
  if (percussive === null || named || !arrangement.layers.includes('drums')) return null
  return cutSourceKit(percussive, facts.onsetsSeconds)
}
