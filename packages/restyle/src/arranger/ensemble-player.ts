import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { midiToHz, smoothstep } from '../dsp/units.ts'
import type { Random } from '../random.ts'
import type { Segment } from './chord-segments.ts'
import type { Ensemble } from './ensembles.ts'
import { Doubler } from './half-rate.ts'
import { phaseOf, runTable } from './oscillator.ts'
import { sineOfTurns } from './wavetable.ts'

/**
 * Plays held chords. Everything here is low-passed well below 11 kHz, so it runs at half the sample rate, in blocks of
 * 12 ms: besides its result it holds no more than a block.
 */
const RATE_HZ = SAMPLE_RATE_HZ / 2
const BLOCK = 256
/** The highest note is the quietest, so that a chord does not sound like its top voice. */
const GAIN_PER_VOICE = 0.92
const VIBRATO_HZ = 5.2
/** The cut-off drifts by a quarter, slowly, differently on each side. */
const DRIFT = 0.25
const DRIFT_HZ = 0.07

interface Player {
  readonly table: Float32Array
  /** Turns per sample, at rest. */
  readonly step: number
  readonly gain: number
  readonly side: 0 | 1
  readonly vibratoPhase: number
  phase: number
}

interface Chord {
  /** In samples of the half rate. */
  readonly start: number
  readonly release: number
  readonly end: number
  readonly players: readonly Player[]
}

/**
 * Adds an ensemble's chords into a layer.
 * @param brightness  multiplies the cut-off at a time in seconds
 */
export function playEnsemble(
  layer: StereoAudio,
  ensemble: Ensemble,
  segments: readonly Segment[],
  brightness: (seconds: number) => number,
  random: Random,
): void {
  const chords = segments.map((segment, i) => seat(ensemble, segment, i, random))
  const doublers = [new Doubler(layer.left, BLOCK), new Doubler(layer.right, BLOCK)]
  const sides = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
  const scratch = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
  const envelope = new Float32Array(BLOCK)
  const filters = [new DriftingLowPass(0), new DriftingLowPass(0.2)]
  const total = (layer.left.length >> 1) + 8
  let firstActive = 0
  for (let start = 0; start < total; start += BLOCK) {
    for (const side of sides) side.fill(0)
    while (firstActive < chords.length && chords[firstActive].end <= start) firstActive++
    for (let k = firstActive; k < chords.length && chords[k].start < start + BLOCK; k++) {
      if (chords[k].end <= start) continue
      shape(envelope, ensemble, chords[k], start)
      addChord(sides, scratch, envelope, chords[k], ensemble.vibrato, start)
    }
    const seconds = start / RATE_HZ
    const cutoffHz = ensemble.cutoffHz * brightness(seconds)
    for (const side of [0, 1]) {
      filters[side].run(sides[side], cutoffHz, seconds)
      doublers[side].write(sides[side])
    }
  }
}

/** Assigns a player with a table, a detuning and a phase to every voice of every note. */
function seat(ensemble: Ensemble, segment: Segment, index: number, random: Random): Chord {
  const players: Player[] = []
  for (const [voice, midi] of segment.notes.entries()) {
    const hz = midiToHz(midi)
    const table = ensemble.table(hz, index)
    for (const [seat, detune] of ensemble.detunes.entries()) {
      const strayed = 1 + detune * (1 + 0.2 * random.signed())
      players.push({
        table,
        step: (hz * strayed) / RATE_HZ,
        gain: (0.3 * GAIN_PER_VOICE ** voice) / Math.sqrt(ensemble.detunes.length),
        side: seat % 2 === 0 ? 0 : 1,
        vibratoPhase: random.unit(),
        phase: phaseOf(random.unit()),
      })
    }
  }
  return {
    start: Math.round(segment.from * RATE_HZ),
    release: Math.round(segment.to * RATE_HZ),
    end: Math.round((segment.to + ensemble.releaseSeconds) * RATE_HZ),
    players,
  }
}

function shape(envelope: Float32Array, ensemble: Ensemble, chord: Chord, blockStart: number): void {
  const attack = ensemble.attackSeconds * RATE_HZ
  const released = chord.end - chord.release
  for (let i = 0; i < BLOCK; i++) {
    const at = blockStart + i
    if (at < chord.start || at >= chord.end) envelope[i] = 0
    else {
      const rise = smoothstep(0, 1, (at - chord.start) / attack)
      envelope[i] = at < chord.release ? rise : rise * smoothstep(0, 1, (chord.end - at) / released)
    }
  }
}

function addChord(
  sides: readonly Float32Array[],
  scratch: readonly Float32Array[],
  envelope: Float32Array,
  chord: Chord,
  vibrato: number,
  blockStart: number,
): void {
  for (const side of scratch) side.fill(0)
  const seconds = blockStart / RATE_HZ
  for (const player of chord.players) {
    const bend = vibrato === 0 ? 1 : 1 + vibrato * sineOfTurns(VIBRATO_HZ * seconds + player.vibratoPhase)
    const { table, gain, phase, step } = player
    player.phase = runTable(scratch[player.side], 0, BLOCK, table, phase, phaseOf(step * bend), gain)
  }
  for (const side of [0, 1]) {
    const from = scratch[side]
    const to = sides[side]
    for (let i = 0; i < BLOCK; i++) to[i] += envelope[i] * from[i]
  }
}

class DriftingLowPass {
  private first = 0
  private second = 0
  private readonly phase: number

  /** @param phase  of the drift, in turns */
  constructor(phase: number) {
    this.phase = phase
  }

  run(block: Float32Array, cutoffHz: number, seconds: number): void {
    const hz = cutoffHz * (1 + DRIFT * sineOfTurns(DRIFT_HZ * seconds + this.phase))
    const coefficient = 1 - Math.exp((-2 * Math.PI * hz) / RATE_HZ)
    let { first, second } = this
    for (let i = 0; i < block.length; i++) {
      first += coefficient * (block[i] - first)
      second += coefficient * (first - second)
      block[i] = second
    }
    // Below −240 dB the tail is silence, and counting on it in denormal numbers is slow.
    this.first = Math.abs(first) < 1e-12 ? 0 : first
    this.second = Math.abs(second) < 1e-12 ? 0 : second
  }
}
