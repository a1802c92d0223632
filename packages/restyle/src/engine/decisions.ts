/**
 * Everything that is decided between listening and rendering: no sample has been touched yet, and none that follows
 * changes these numbers.
 */
import { KEY_CONFIDENCE, type SourceFacts } from '../analysis/facts.ts'
import { type Arrangement, arrange } from '../arranger/arrangement.ts'
import { type Grid, secondsAt } from '../arranger/grid.ts'
import { LAYERS, type LayerName, type LayerRequest } from '../arranger/layer.ts'
import { OneShots } from '../arranger/one-shots.ts'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { clamp } from '../dsp/units.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { outputGrid, trustIn } from './arrangement.ts'
import { diffusionShare, layerCover, sourceGainDb } from './depth.ts'
import { executedPlan } from './executed-plan.ts'
import type { Intent } from './intent.ts'
import { type LoopPlan, loopPlan } from './loop.ts'
import type { Pulse } from './modulation.ts'
import type { RenderSettings } from './options.ts'
import { type Room, roomOf } from './space.ts'
import { type PitchPlan, pitchPlan, type TempoPlan, tempoPlan } from './tempo-plan.ts'
import { type CutFrequencies, cutFrequencies } from './tone-stage.ts'

export interface Decisions {
  readonly settings: RenderSettings
  readonly intent: Intent
  readonly facts: SourceFacts
  /** As executed: scaled by depth. */
  readonly plan: Plan
  readonly tempo: TempoPlan
  readonly pitch: PitchPlan
  readonly loop: LoopPlan
  /** Length of the looped clip before it is stretched. */
  readonly loopedSamples: number
  readonly grid: Grid
  readonly pulse: Pulse
  readonly room: Room
  readonly cuts: CutFrequencies
  /** q: share of random phase and of magnitude smoothing. */
  readonly diffusion: number
  /** κ: how much of the picture is new layers. */
  readonly cover: number
  readonly sourceGainDb: number
  /** Speech, or something of the source that the prompt wants kept. */
  readonly sourceInFront: boolean
  /** For the arranger, all but what is taken from the source's samples. */
  readonly layers: Omit<LayerRequest, 'melody' | 'sourceKit'>
  readonly arrangement: Arrangement
}

/** Laid out past what is strictly needed, so that no window looks over the edge. */
const MARGIN_SAMPLES = 2048
/** Accents and drones colour a mix; they do not cover it. */
const SPARSE_LAYERS: ReadonlySet<LayerName> = new Set(['hits', 'drone'])
const SPARSE_SHARE = 0.4

/** Notes and hits, kept from render to render: they depend on nothing but their names. */
const oneShots = new OneShots()

export function decide(settings: RenderSettings, intent: Intent, facts: SourceFacts, clipSamples: number): Decisions {
  const { noiseLevel, seed, durationSeconds, lengthSamples } = settings
  const { reading } = intent
  const plan = executedPlan(intent.plan, { noiseLevel, seed, kind: facts.kind, guards: reading.guards })
  const tempo = tempoPlan({ facts, reading, fullPlan: intent.plan, plan, noiseLevel })
  const pitch = pitchPlan(facts, reading, plan, noiseLevel)
  const neededSamples = Math.ceil(lengthSamples * tempo.ratio)
  const loop = loopPlan(facts, clipSamples / SAMPLE_RATE_HZ, neededSamples / SAMPLE_RATE_HZ, tempo.hasTempo)
  const grid = outputGrid({ facts, tempo, pitch, loop, plan, durationSeconds, seed })
  const layers = {
    lengthSamples,
    grid,
    plan,
    style: reading.style,
    key: pitch.key,
    seed,
    tuningSemitones: facts.key.confidence > KEY_CONFIDENCE ? facts.tuningSemitones : 0,
    trust: trustIn(facts, reading),
    oneShots,
    humanise: true,
  }
  const arrangement = arrange({ ...layers, melody: null, sourceKit: null })
  const cover = layerCover(coveringSum(plan, arrangement.layers))
  const { guards } = reading
  const sourceInFront = guards.source || guards.voice || guards.melody || facts.kind === 'speech'
  return {
    ...{ settings, intent, facts, plan, tempo, pitch, loop, grid, layers, arrangement, cover },
    loopedSamples: neededSamples + MARGIN_SAMPLES,
    ...{ sourceInFront, pulse: pulseOf(grid, durationSeconds), room: roomOf(plan, intent, noiseLevel) },
    cuts: cutFrequencies(plan, reading.settings, noiseLevel),
    diffusion: diffusionShare(noiseLevel, diffusionTolerance(plan, facts)),
    sourceGainDb: sourceInFront ? 0 : sourceGainDb(noiseLevel, cover),
  }
}

const coveringSum = (plan: Plan, layers: readonly LayerName[]): number =>
  layers.reduce((sum, name) => sum + plan[LAYERS[name].planKey] * (SPARSE_LAYERS.has(name) ? SPARSE_SHARE : 1), 0)

/** Random phases are hidden by smear, pads and breath, and by a source that has no edges to blur. */
const diffusionTolerance = (plan: Plan, facts: SourceFacts): number =>
  0.35 + 0.65 * clamp(1.2 * plan.smear + plan.Lpad + plan.breath + (facts.kind === 'texture' ? 0.5 : 0), 0, 1)

function pulseOf(grid: Grid, durationSeconds: number): Pulse {
  const beatsSeconds = grid.beatsSeconds.filter((seconds) => seconds >= 0 && seconds < durationSeconds)
  return { beatSeconds: secondsAt(grid, 1) - secondsAt(grid, 0), beatsSeconds }
}
