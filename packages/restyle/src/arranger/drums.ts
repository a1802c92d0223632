import type { StereoAudio } from '../dsp/stereo.ts'
import { BEATS_PER_BAR } from './grid.ts'
import { type DrumVoice, FILLS, type Fill, GROOVES } from './grooves.ts'
import { drumHit, TAKES } from './kits/drum-hit.ts'
import { KITS } from './kits/kits.ts'
import type { OneShot } from './one-shots.ts'
import { energyGain, onset, type Performance, place, type Step, stepsOf } from './performance.ts'
import type { SourceKit } from './source-kit.ts'

/** Where each voice stands, how loud it is at full velocity, and seconds it falls behind at a plan's full lag. */
const VOICES: Record<DrumVoice, { readonly gain: number; readonly pan: number; readonly lag: number }> = {
  kick: { gain: 1, pan: 0, lag: 0 },
  snare: { gain: 0.8, pan: 0.05, lag: 0.022 },
  clap: { gain: 0.8, pan: -0.05, lag: 0.022 },
  closedHat: { gain: 0.42, pan: 0.3, lag: 0.008 },
  openHat: { gain: 0.38, pan: 0.3, lag: 0 },
  ride: { gain: 0.42, pan: -0.35, lag: 0 },
  crash: { gain: 0.5, pan: -0.4, lag: 0 },
  rim: { gain: 0.42, pan: -0.3, lag: 0 },
  shaker: { gain: 0.42, pan: 0.45, lag: 0 },
  tom: { gain: 0.5, pan: 0.35, lag: 0 },
  bigTom: { gain: 0.9, pan: -0.2, lag: 0 },
  bongo: { gain: 0.42, pan: 0.4, lag: 0 },
  cowbell: { gain: 0.3, pan: -0.45, lag: 0 },
}

/** Which cut of the source may stand in for a voice. */
const FROM_SOURCE: Partial<Record<DrumVoice, keyof SourceKit>> = {
  kick: 'kick',
  snare: 'snare',
  clap: 'snare',
  closedHat: 'closedHat',
}

/** Velocities up to this are ghost notes. */
const GHOST = 3 / 9
/** A fill takes the last beat: steps 12 … 15. */
const FILL_FROM = 12
const FILLED: ReadonlySet<DrumVoice> = new Set(['snare', 'clap', 'tom', 'bigTom', 'bongo', 'rim'])

export function drums(performance: Performance, layer: StereoAudio): void {
  const { arrangement, form } = performance
  const groove = GROOVES[arrangement.groove]
  const voices = Object.keys(VOICES) as DrumVoice[]
  let fill: Fill | null = null
  for (const step of stepsOf(performance)) {
    if (step.index === 0) fill = fillOf(performance, step.position)
    if (!form.plays('drums', step.bar)) continue
    for (const voice of voices) {
      const velocity = velocityAt(performance, groove.steps, voice, step, fill)
      if (velocity > 0) hit(performance, layer, voice, step.position, velocity)
    }
    const newSection = step.index === 0 && step.bar > 0 && step.bar % 8 === 0
    if (newSection && hasCrash(performance)) hit(performance, layer, 'crash', step.position, 0.8)
  }
  lastHit(performance, layer)
}

/** The fill of the pattern bar that begins here: only one that ends on a bar line of the grid can have any. */
function fillOf({ arrangement, form, random }: Performance, position: number): Fill | null {
  const nextBar = (position + BEATS_PER_BAR / arrangement.feel) / BEATS_PER_BAR
  const size = Number.isInteger(nextBar) ? form.fill(nextBar - 1) : 'none'
  const { small, big } = FILLS[GROOVES[arrangement.groove].fills]
  // Drawn in every bar, so that the fills of a longer piece begin like those of a shorter one.
  const choices = { small: random.pick(small), big: random.pick(big) }
  return size === 'none' ? null : choices[size]
}

function velocityAt(
  { request, random }: Performance,
  pattern: Partial<Record<DrumVoice, string>>,
  voice: DrumVoice,
  { index }: Step,
  fill: Fill | null,
): number {
  const filling = fill !== null && index >= FILL_FROM
  const own = digit(pattern[voice]?.[index])
  const filled = filling ? digit(fill.steps[voice]?.[index - FILL_FROM]) : 0
  const velocity = filling && FILLED.has(voice) ? filled : Math.max(own, filled)
  const { dens } = request.plan
  if (velocity > 0 && velocity <= GHOST + 0.01) return random.unit() < 0.35 - 0.3 * dens ? 0 : velocity
  const busy = voice === 'closedHat' && pattern.closedHat !== undefined && index % 2 === 1 && dens > 0.3
  return velocity === 0 && busy && random.unit() < dens * 0.6 ? GHOST : velocity
}

const digit = (step: string | undefined): number => (step === undefined || step === '.' ? 0 : Number(step) / 9)

function hit(performance: Performance, layer: StereoAudio, voice: DrumVoice, position: number, velocity: number): void {
  const { request, arrangement, random } = performance
  const { gain, pan, lag } = VOICES[voice]
  const shot = takeOf(performance, voice)
  const accent = request.humanise ? 0.9 + 0.2 * random.unit() : 1
  const seconds = onset(performance, position, request.plan.lag * lag, KITS[arrangement.kit].looseness)
  if (seconds === null) return
  place(layer, shot, seconds, velocity * velocity * accent * gain * energyGain(performance, position), pan)
}

function takeOf({ request, arrangement, random }: Performance, voice: DrumVoice): OneShot {
  const take = Math.floor(random.unit() * TAKES)
  const cut = FROM_SOURCE[voice]
  const cuts = cut && request.sourceKit ? request.sourceKit[cut] : []
  return cuts.length > 0 ? cuts[take % cuts.length] : drumHit(request.oneShots, arrangement.kit, voice, take)
}

const hasCrash = ({ arrangement }: Performance): boolean => {
  const { fills } = GROOVES[arrangement.groove]
  return fills === 'kit' || fills === 'machine'
}

/** A real ending: the kick on the last bar line, under a cymbal where the kit has one. */
function lastHit(performance: Performance, layer: StereoAudio): void {
  const { form, arrangement } = performance
  if (form.ending === Number.POSITIVE_INFINITY) return
  const orchestral = GROOVES[arrangement.groove].fills === 'orchestra'
  hit(performance, layer, orchestral ? 'bigTom' : 'kick', form.ending, 0.95)
  if (hasCrash(performance)) hit(performance, layer, 'crash', form.ending, 0.85)
}
