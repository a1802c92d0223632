import type { StereoAudio } from '../dsp/stereo.ts'
import { segmentsOf } from './chord-segments.ts'
import { playEnsemble } from './ensemble-player.ts'
import { ENSEMBLES, type EnsembleName } from './ensembles.ts'
import { secondsAt } from './grid.ts'
import type { LayerName } from './layer.ts'
import type { Performance } from './performance.ts'
import type { Harmony } from './voicing.ts'

/** The layers that hold chords, each in its register. */
const LOWEST: Record<'pad' | 'strings' | 'choir' | 'brass', number> = { pad: 50, strings: 55, choir: 57, brass: 46 }

export function pad(performance: Performance, layer: StereoAudio): void {
  sustained(performance, layer, 'pad', performance.arrangement.pad, performance.arrangement.harmony)
}

export function strings(performance: Performance, layer: StereoAudio): void {
  sustained(performance, layer, 'strings', 'strings', plainer(performance.arrangement.harmony, ['ninth', 'cluster']))
}

export function choir(performance: Performance, layer: StereoAudio): void {
  sustained(performance, layer, 'choir', 'choir', plainer(performance.arrangement.harmony, []))
}

export function brass(performance: Performance, layer: StereoAudio): void {
  const { harmony } = performance.arrangement
  sustained(performance, layer, 'brass', 'brass', harmony === 'ninth' ? 'seventh' : plainer(harmony, []))
}

/** Sections sing triads, unless the style needs more of them; roots and fifths stay what they are. */
function plainer(harmony: Harmony, kept: readonly Harmony[]): Harmony {
  return harmony === 'power' || kept.includes(harmony) ? harmony : 'triad'
}

function sustained(
  performance: Performance,
  layer: StereoAudio,
  name: keyof typeof LOWEST & LayerName,
  ensemble: EnsembleName,
  harmony: Harmony,
): void {
  const { form, request, random } = performance
  const segments = segmentsOf(performance, LOWEST[name], harmony, form.entry(name))
  const positionAt = positionFinder(performance)
  const brightness = (seconds: number) => 0.6 + 0.5 * form.energy(positionAt(seconds)) + 0.15 * request.plan.energy
  playEnsemble(layer, ENSEMBLES[ensemble], segments, brightness, random)
}

/** The position in whole beats at a time; times are asked for in rising order. */
function positionFinder({ request }: Performance): (seconds: number) => number {
  let position = 0
  return (seconds) => {
    while (secondsAt(request.grid, position + 1) <= seconds) position++
    return position
  }
}
