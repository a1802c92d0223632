import { filter, highPass, lowPass } from '../../dsp/biquad.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addNoise, decayFactor, fadeEdges, samplesOf, saturate } from '../oscillator.ts'
import { sineOfTurns } from '../wavetable.ts'
import type { Kit } from './kits.ts'

/** A struck skin: a tone that starts sharp and settles. Each drop is how far above `hz` it starts, and how fast it settles. */
interface Skin {
  readonly hz: number
  readonly gain: number
  readonly decay: number
  readonly drops: readonly (readonly [ratio: number, seconds: number])[]
  readonly wave?: 'sine' | 'square'
}

function addSkin(target: Float32Array, skin: Skin): void {
  const levelFactor = decayFactor(skin.decay)
  const [fast, slow = [0, 1] as const] = skin.drops
  const fastFactor = decayFactor(fast[1])
  const slowFactor = decayFactor(slow[1])
  const square = skin.wave === 'square'
  let level = skin.gain
  let fastDrop = fast[0]
  let slowDrop = slow[0]
  let turns = 0
  for (let i = 0; i < target.length; i++) {
    turns += (skin.hz * (1 + fastDrop + slowDrop)) / SAMPLE_RATE_HZ
    const sine = sineOfTurns(turns)
    // The square is one with soft corners, so that the chip kick stays a low sound.
    target[i] += level * (square ? saturate(3 * sine) * 0.8 : sine)
    level *= levelFactor
    fastDrop *= fastFactor
    slowDrop *= slowFactor
  }
}

/** Seconds before a drum is heard at full level: below it a click, above it a soft attack. */
const ATTACK_SECONDS = 0.0008

export function kick(kit: Kit, random: Random): OneShot {
  const { hz, decay, click, wave, grit } = kit.kick
  const samples = samplesOf(4 * decay + 0.1)
  const tuned = hz * (1 + 0.01 * random.signed())
  addSkin(samples, {
    hz: tuned,
    gain: 1,
    decay,
    wave,
    drops: [
      [3.2, 0.014],
      [1.1, 0.05],
    ],
  })
  const beater = samplesOf(0.04)
  addNoise(beater, 0.35 * click, 0.004, random)
  filter(beater, lowPass(5000, 0.7))
  for (let i = 0; i < beater.length; i++) samples[i] += beater[i]
  if (grit > 0) for (let i = 0; i < samples.length; i++) samples[i] = 0.9 * saturate(samples[i] * grit)
  filter(samples, highPass(22, 0.7))
  return fadeEdges(samples, ATTACK_SECONDS, 0.05)
}

export function snare(kit: Kit, random: Random): OneShot {
  const { hz, decay, noise, attack } = kit.snare
  const samples = samplesOf(3 * decay + 0.12)
  addNoise(samples, 0.55 * noise, decay, random)
  filter(samples, highPass(attack > 0 ? 1500 : 900, 0.7))
  if (kit.ceilingHz < 20_000) filter(samples, lowPass(0.75 * kit.ceilingHz, 0.7))
  fadeEdges(samples, attack, 0.02)
  const skins = samplesOf(0.4)
  const tuned = hz * (1 + 0.012 * random.signed())
  addSkin(skins, { hz: tuned, gain: 0.55, decay: 0.07, drops: [[0.4, 0.012]] })
  addSkin(skins, { hz: tuned * 1.78, gain: 0.3, decay: 0.05, drops: [[0.4, 0.012]] })
  for (let i = 0; i < Math.min(samples.length, skins.length); i++) samples[i] += skins[i]
  return fadeEdges(samples, ATTACK_SECONDS, 0.03)
}

/** Toms, and the big drums of film music: `hz` is where the skin settles. */
export function tom(kit: Kit, hz: number, random: Random): OneShot {
  const decay = kit.tomDecay
  const samples = samplesOf(4.5 * decay)
  const tuned = hz * (1 + 0.01 * random.signed())
  addSkin(samples, { hz: tuned, gain: 1, decay, drops: [[0.35, 0.03]] })
  addSkin(samples, { hz: tuned * 1.59, gain: 0.25, decay: decay * 0.5, drops: [[0.35, 0.03]] })
  const stick = samplesOf(0.1)
  addNoise(stick, 0.15, 0.01, random)
  filter(stick, lowPass(4000, 0.7))
  for (let i = 0; i < Math.min(stick.length, samples.length); i++) samples[i] += stick[i]
  return fadeEdges(samples, ATTACK_SECONDS, 0.05)
}

export function bongo(random: Random): OneShot {
  const samples = samplesOf(0.35)
  const hz = 330 * (1 + 0.02 * random.signed())
  addSkin(samples, { hz, gain: 0.9, decay: 0.06, drops: [[0.25, 0.012]] })
  addSkin(samples, { hz: hz * 2.3, gain: 0.3, decay: 0.025, drops: [[0.1, 0.01]] })
  const slap = samplesOf(0.03)
  addNoise(slap, 0.25, 0.004, random)
  filter(slap, lowPass(6000, 0.7))
  for (let i = 0; i < slap.length; i++) samples[i] += slap[i]
  return fadeEdges(samples, ATTACK_SECONDS, 0.03)
}
