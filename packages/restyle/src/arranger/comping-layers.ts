import type { StereoAudio } from '../dsp/stereo.ts'
import {
  ARPEGGIATED,
  ARPEGGIO,
  ARPEGGIO_ORDERS,
  BELL_COMPING,
  DEFAULT_BELL_COMPING,
  DEFAULT_KEYS_COMPING,
  DEFAULT_PLUCK_COMPING,
  DEFAULT_STRUM_SECONDS,
  HELD_COMPING,
  KEYS_COMPING,
  PLUCK_COMPING,
  STRUM_SECONDS,
} from './comping.ts'
import { chordAt } from './grid.ts'
import type { LayerName } from './layer.ts'
import { type PatchName, playNote } from './patches/patches.ts'
import { energyGain, onset, type Performance, place, span, stepsOf } from './performance.ts'
import { type Harmony, noteAtOrAbove, voice } from './voicing.ts'

/** The layers that play chords in rhythm or take them apart: keys, plucked, bells. */
interface Part {
  readonly name: LayerName
  readonly patch: PatchName
  readonly lowest: number
  readonly pattern: string
}

/** Beats that a step of a comping pattern is held. */
const HELD_BEATS: Record<string, number> = { L: 2, m: 1, s: 0.55 }
const LAG_SECONDS = 0.01
/** Low E of a guitar. */
const GUITAR_LOWEST = 40
/** Both guitars play the same; the second a little later, as two players do. */
const DOUBLE_SECONDS = 0.011

export function keys(performance: Performance, layer: StereoAudio): void {
  const { arrangement } = performance
  const pattern = KEYS_COMPING[arrangement.groove] ?? DEFAULT_KEYS_COMPING
  chords(performance, layer, part(performance, 'keys', arrangement.keys, 55, pattern))
}

export function pluck(performance: Performance, layer: StereoAudio): void {
  const { arrangement, request } = performance
  const { pluck: patch } = arrangement
  const lively = request.plan.dens > 0.15 || request.plan.energy > 0.3
  if (ARPEGGIATED.has(patch)) {
    arpeggio(performance, layer, part(performance, 'pluck', patch, 57, lively ? ARPEGGIO.busy : ARPEGGIO.calm))
    return
  }
  const pattern = PLUCK_COMPING[patch] ?? KEYS_COMPING[arrangement.groove] ?? DEFAULT_PLUCK_COMPING
  if (patch === 'drivegtr') guitars(performance, layer, part(performance, 'pluck', patch, GUITAR_LOWEST, pattern))
  else chords(performance, layer, part(performance, 'pluck', patch, 57, pattern))
}

export function bell(performance: Performance, layer: StereoAudio): void {
  const { bell: patch } = performance.arrangement
  const lowest = patch === 'bowl' ? 48 : 72
  const pattern = BELL_COMPING[patch] ?? DEFAULT_BELL_COMPING
  arpeggio(performance, layer, { name: 'bell', patch, lowest, pattern })
}

function part({ arrangement }: Performance, name: LayerName, patch: PatchName, lowest: number, pattern: string): Part {
  return { name, patch, lowest, pattern: arrangement.held.has(name) ? HELD_COMPING : pattern }
}

/** Suspended chords are for what sustains: played short they are only wrong. */
const struckHarmony = ({ arrangement }: Performance): Harmony =>
  arrangement.harmony === 'sus' || arrangement.harmony === 'cluster' ? 'triad' : arrangement.harmony

function chords(performance: Performance, layer: StereoAudio, { name, patch, lowest, pattern }: Part): void {
  const { request, form } = performance
  let previous: number[] = []
  const strike = (position: number, kind: string, heldBeats: number) => {
    const seconds = onset(performance, position, request.plan.lag * LAG_SECONDS, 1)
    previous = voice(chordAt(request.grid, position), struckHarmony(performance), request.key, lowest, previous)
    if (seconds === null) return
    const held = span(performance, position, heldBeats)
    const gain = (kind === 's' ? 0.32 : 0.4) * energyGain(performance, position)
    strum(performance, layer, patch, { notes: previous, seconds, held, gain })
  }
  for (const { position, index, bar } of stepsOf(performance)) {
    if (pattern[index] === '.' || !form.plays(name, bar)) continue
    strike(position, pattern[index], HELD_BEATS[pattern[index]])
  }
  if (form.ending !== Number.POSITIVE_INFINITY) strike(form.ending, 'L', 4)
}

interface Strum {
  readonly notes: readonly number[]
  readonly seconds: number
  readonly held: number
  readonly gain: number
}

function strum(
  performance: Performance,
  layer: StereoAudio,
  patch: PatchName,
  { notes, seconds, held, gain }: Strum,
): void {
  const { request, random } = performance
  const apart = STRUM_SECONDS[patch] ?? DEFAULT_STRUM_SECONDS
  for (const [i, midi] of notes.entries()) {
    const shot = playNote(request.oneShots, patch, midi + request.tuningSemitones, held)
    const touch = request.humanise ? 0.9 + 0.2 * random.unit() : 1
    const pan = (i / Math.max(1, notes.length - 1) - 0.5) * 0.7
    place(layer, shot, seconds + i * apart, gain * touch, pan)
  }
}

/** Power chords, one guitar on each side. */
function guitars(performance: Performance, layer: StereoAudio, { name, patch, lowest, pattern }: Part): void {
  const { request, form } = performance
  const strike = (position: number, heldBeats: number) => {
    const seconds = onset(performance, position, request.plan.lag * LAG_SECONDS, 1)
    if (seconds === null) return
    const midi = noteAtOrAbove(chordAt(request.grid, position).root, lowest) + request.tuningSemitones
    const held = span(performance, position, heldBeats)
    const gain = 0.5 * energyGain(performance, position)
    place(layer, playNote(request.oneShots, patch, midi, held, 0), seconds, gain, -0.6)
    place(layer, playNote(request.oneShots, patch, midi, held, 1), seconds + DOUBLE_SECONDS, gain, 0.6)
  }
  for (const { position, index, bar } of stepsOf(performance)) {
    if (pattern[index] !== '.' && form.plays(name, bar)) strike(position, HELD_BEATS[pattern[index]])
  }
  if (form.ending !== Number.POSITIVE_INFINITY) strike(form.ending, 4)
}

/** One note of the chord at a time, over two octaves. */
function arpeggio(performance: Performance, layer: StereoAudio, { name, patch, lowest, pattern }: Part): void {
  const { request, form, random } = performance
  const order = random.pick(ARPEGGIO_ORDERS)
  let previous: number[] = []
  let played = 0
  const strike = (position: number, accent: number) => {
    const harmony = struckHarmony(performance)
    previous = voice(chordAt(request.grid, position), harmony, request.key, lowest, previous)
    const seconds = onset(performance, position, request.plan.lag * LAG_SECONDS, 1)
    if (seconds === null) return
    const tones = [...previous, ...previous.map((midi) => midi + 12)]
    const midi = tones[order[played % order.length] % tones.length] + request.tuningSemitones
    const touch = request.humanise ? 0.25 * random.unit() : 0.12
    const gain = (0.4 + touch + accent) * energyGain(performance, position)
    // A circle of eleven notes around the listener never falls in step with the bars.
    const pan = 0.35 * Math.sin((2 * Math.PI * played) / 11)
    place(layer, playNote(request.oneShots, patch, midi, span(performance, position, 0.5)), seconds, gain, pan)
    played++
  }
  for (const { position, index, bar } of stepsOf(performance)) {
    if (pattern[index] === '.' || !form.plays(name, bar)) continue
    // Sparse music leaves notes out, never the first of a bar.
    if (index > 0 && random.unit() < 0.12 - 0.2 * request.plan.dens) continue
    strike(position, index % 4 === 0 ? 0.15 : 0)
  }
  if (form.ending !== Number.POSITIVE_INFINITY) strike(form.ending, 0.2)
}
