import type { Key } from '../analysis/facts.ts'
import type { StereoAudio } from '../dsp/stereo.ts'
import type { Plan, PlanKey, Style } from '../prompt/plan-keys.ts'
import type { Grid } from './grid.ts'
import type { Melody } from './melody.ts'
import type { OneShots } from './one-shots.ts'
import type { SourceKit } from './source-kit.ts'

/** A layer by the plan key that asks for it, the bus it joins, and how loud it sits against the source at level 1. */
export const LAYERS = {
  drums: { planKey: 'Ldrum', bus: 'drums', mixDb: 1 },
  bass: { planKey: 'Lbass', bus: 'bass', mixDb: -1 },
  pad: { planKey: 'Lpad', bus: 'tonal', mixDb: -6 },
  strings: { planKey: 'Lstr', bus: 'tonal', mixDb: -6 },
  choir: { planKey: 'Lchoir', bus: 'tonal', mixDb: -7 },
  brass: { planKey: 'Lbrass', bus: 'tonal', mixDb: -6 },
  keys: { planKey: 'Lkeys', bus: 'tonal', mixDb: -3 },
  pluck: { planKey: 'Lpluck', bus: 'tonal', mixDb: -4 },
  bell: { planKey: 'Lbell', bus: 'tonal', mixDb: -7 },
  lead: { planKey: 'Llead', bus: 'tonal', mixDb: -6 },
  drone: { planKey: 'Ldrone', bus: 'tonal', mixDb: -6 },
  hits: { planKey: 'Lhit', bus: 'tonal', mixDb: 4 },
} as const satisfies Record<string, { planKey: PlanKey; bus: Bus; mixDb: number }>

/** Drums and bass are driven and pumped apart from everything that has chords. */
type Bus = 'drums' | 'bass' | 'tonal'
export type LayerName = keyof typeof LAYERS

/** Every finished layer has this root mean square while it plays: the level that the source is brought to as well. */
export const LAYER_RMS = 0.1

/** What the arranger is told. Nothing else influences the result; the cache of one-shots only its speed. */
export interface LayerRequest {
  readonly lengthSamples: number
  readonly grid: Grid
  /** As it shall be executed: already scaled by depth. */
  readonly plan: Plan
  readonly style: Style
  /** Of the output: transposed. */
  readonly key: Key
  readonly seed: number
  readonly tuningSemitones: number
  /** The tracked top line of the source; null invents one over the chords. */
  readonly melody: Melody | null
  readonly trust: Trust
  readonly oneShots: OneShots
  /** The source's own hits as the kick, snare and hat of the new groove; null plays the kit of the style. */
  readonly sourceKit: SourceKit | null
  /** False puts every note exactly on the grid, for tests and for machine-tight styles. */
  readonly humanise: boolean
}

/**
 * How far the layers may lean on what was heard in the source. 1 where there is nothing to clash with (speech, silence).
 * Below 0.3 for beats no groove is laid over the source; below 0.2 for the key only roots and fifths are.
 */
export interface Trust {
  readonly beats: number
  readonly key: number
  /** Layers that the prompt asks for by name; they play their groove whatever the beats. */
  readonly named: ReadonlySet<LayerName>
}

export interface RenderedLayer {
  readonly name: LayerName
  readonly bus: Bus
  /** Root mean square `LAYER_RMS` while it plays. Owned by the receiver: the arranger keeps no reference. */
  readonly audio: StereoAudio
  /** The plan's amount, 0 … 1. */
  readonly level: number
  /** What to add to `audio` when mixing with a source of root mean square `LAYER_RMS`. */
  readonly gainDb: number
}
