import { ENSEMBLES, type EnsembleName } from './ensembles.ts'
import type { Grid } from './grid.ts'
import { GROOVES, type GrooveName } from './grooves.ts'
import { KITS, type KitName } from './kits/kits.ts'
import { LAYERS, type LayerName, type LayerRequest } from './layer.ts'
import { BASSES, type BassName, PATCHES, type PatchName } from './patches/patches.ts'
import { type Harmony, harmonyNamed } from './voicing.ts'

/** Every choice of names and patterns that the arranger makes from plan and style, before a sample is rendered. */
export interface Arrangement {
  /** In the order they are rendered. */
  readonly layers: readonly LayerName[]
  /** Layers that hold chords instead of playing their groove, because the beats of the source are not trusted. */
  readonly held: ReadonlySet<LayerName>
  /** Layers of the plan that are left out for the same reason. */
  readonly silenced: ReadonlySet<LayerName>
  /** No third is added: the key of the source is not trusted. */
  readonly rootsAndFifths: boolean
  readonly groove: GrooveName
  readonly kit: KitName
  /** Bars of the pattern in a bar of the grid: 0.5 half time, 2 double time. */
  readonly feel: number
  readonly harmony: Harmony
  readonly bass: BassName
  readonly pad: EnsembleName
  readonly keys: PatchName
  readonly pluck: PatchName
  readonly bell: PatchName
  readonly lead: PatchName
}

/** A layer this quiet would only thicken the mix. */
const AUDIBLE_LEVEL = 0.05
// Below these, wrong beats or a wrong third do more harm than the layer does good. Source: specification, section 6.
const TRUSTED_BEATS = 0.3
const TRUSTED_KEY = 0.2

const HOLDING: readonly LayerName[] = ['bass', 'keys', 'pluck']

export function arrange(request: LayerRequest): Arrangement {
  const { plan, style, grid, trust } = request
  const planned = (Object.keys(LAYERS) as LayerName[]).filter((name) => plan[LAYERS[name].planKey] > AUDIBLE_LEVEL)
  const distrusted = trust.beats < TRUSTED_BEATS ? planned.filter((name) => !trust.named.has(name)) : []
  const silenced = new Set<LayerName>(distrusted.filter((name) => name === 'drums'))
  const rootsAndFifths = trust.key < TRUSTED_KEY
  const groove = known(GROOVES, style.groove) ?? defaultGroove(request)
  const lofi = plan.crush > 0.4
  return {
    layers: planned.filter((name) => !silenced.has(name)),
    held: new Set(distrusted.filter((name) => HOLDING.includes(name))),
    silenced,
    rootsAndFifths,
    groove,
    kit: known(KITS, style.kit) ?? (lofi ? 'chip' : 'acoustic'),
    feel: feelOf(grid, request, groove),
    harmony: rootsAndFifths ? 'power' : harmonyOf(request),
    bass: known(BASSES, style.bassP) ?? (plan.sub > 3 ? 'sub' : 'round'),
    pad: known(ENSEMBLES, style.padP) ?? (plan.tilt < -1.2 ? 'dark' : 'warm'),
    keys: known(PATCHES, style.keysP) ?? 'piano',
    pluck: known(PATCHES, style.pluckP) ?? (lofi ? 'chip' : plan.energy > 0.4 ? 'pluck' : 'nylon'),
    bell: known(PATCHES, style.bellP) ?? (lofi ? 'chip' : 'bell'),
    lead: lofi || style.kit === 'chip' ? 'chip' : plan.energy > 0.5 ? 'saw' : 'glass',
  }
}

/** A name of a style, if the table knows it. The lexicon writes 808 and 909 as numbers. */
function known<Name extends string>(table: Record<Name, unknown>, name: string | number | undefined): Name | undefined {
  const text = String(name)
  return Object.hasOwn(table, text) ? (text as Name) : undefined
}

function defaultGroove({ plan, grid }: LayerRequest): GrooveName {
  if (plan.energy > 0.45) return 'rock8'
  if (plan.half > 0.3) return 'halftime'
  return grid.tempoBpm > 112 ? 'pop' : 'neosoul'
}

function harmonyOf({ plan, style }: LayerRequest): Harmony {
  const named = style.harm === undefined ? undefined : harmonyNamed(style.harm)
  if (named) return named
  if (plan.mode < -0.5) return 'sus'
  return plan.Lkeys > 0.3 ? 'seventh' : 'triad'
}

/**
 * A clip at 70 is played by a style of 140 in double time: of half, straight and double the one that comes nearest to
 * the style's tempo. The plan's own half time comes on top, except on grooves that are written in it.
 */
function feelOf(grid: Grid, { plan, style }: LayerRequest, groove: GrooveName): number {
  const distance = (feel: number) => {
    const [slowest, fastest] = style.bpm ?? [grid.tempoBpm, grid.tempoBpm]
    const tempo = grid.tempoBpm * feel
    return tempo < slowest ? Math.log2(slowest / tempo) : tempo > fastest ? Math.log2(tempo / fastest) : 0
  }
  const nearest = [1, 0.5, 2].reduce((best, feel) => (distance(feel) < distance(best) - 0.01 ? feel : best))
  const halved = plan.half > 0.4 && !('halfTime' in GROOVES[groove])
  const asked = halved ? 0.5 : plan.half < -0.4 ? 2 : 1
  return Math.max(0.5, Math.min(2, nearest * asked))
}
