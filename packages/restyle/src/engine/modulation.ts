import { chorus, flanger } from '../dsp/chorus.ts'
import { phaser } from '../dsp/phaser.ts'
import { pump } from '../dsp/pump.ts'
import { ringModulate } from '../dsp/ring-modulator.ts'
import { saturate } from '../dsp/saturate.ts'
import { autoPan, rhythmicGate, tremolo } from '../dsp/tremolo.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { type Buses, REFERENCE_RMS } from './buses.ts'

/** Effects below this amount are not heard and not run. */
const NEGLIGIBLE = 0.01
const AUTO_PAN_HZ = 0.17

export interface Pulse {
  /** Length of a beat of the output. */
  readonly beatSeconds: number
  /** Beats inside the output: where a side chain ducks. */
  readonly beatsSeconds: readonly number[]
}

/** Everything that moves, in place: chorus to gate on the tonal bus, pumping on the tonal bus and the bass. */
export function* modulate(buses: Buses, plan: Plan, pulse: Pulse, seed: number): Generator<void> {
  const { tonal } = buses
  const { beatSeconds } = pulse
  const steps: readonly (readonly [amount: number, run: (amount: number) => void])[] = [
    [plan.chorus, (amount) => chorus(tonal, { amount, seed })],
    [plan.flang, (amount) => flanger(tonal, { amount, seed })],
    [plan.phase, (amount) => phaser(tonal, { amount, seed })],
    // 60 … 240 Hz in steps of 30: the clang differs from seed to seed.
    [plan.ring, (amount) => ringModulate(tonal, { amount, carrierHz: 60 + 30 * (seed % 7) })],
    [plan.trem, (depth) => tremolo(tonal, { depth, rateHz: tremoloHz(beatSeconds) })],
    [plan.pan, (depth) => autoPan(tonal, { depth, rateHz: AUTO_PAN_HZ })],
    [plan.gate, (depth) => rhythmicGate(tonal, { depth, rateHz: 4 / beatSeconds })],
    [plan.pump, (amount) => pump(tonal, { amount, kickSeconds: pulse.beatsSeconds })],
    [buses.bass === null ? 0 : 0.8 * plan.pump, (amount) => pumpBass(buses, amount, pulse)],
  ]
  for (const [amount, run] of steps) {
    if (amount <= NEGLIGIBLE) continue
    run(amount)
    yield
  }
}

function pumpBass({ bass }: Buses, amount: number, pulse: Pulse): void {
  if (bass !== null) pump(bass, { amount, kickSeconds: pulse.beatsSeconds })
}

/** Two swings a beat; one when beats are short. */
const tremoloHz = (beatSeconds: number): number => 2 / beatSeconds / (1 + Math.round(beatSeconds))

/** Saturation of each bus, bass and drums less than what carries the chords; in place. */
export function* drive(buses: Buses, amount: number): Generator<void> {
  if (amount <= NEGLIGIBLE) return
  saturate(buses.tonal, { amount, referenceRms: REFERENCE_RMS })
  yield
  if (buses.bass !== null) saturate(buses.bass, { amount: 0.7 * amount, referenceRms: REFERENCE_RMS })
  yield
  if (buses.drums !== null) saturate(buses.drums, { amount: 0.5 * amount, referenceRms: 1.5 * REFERENCE_RMS })
}
