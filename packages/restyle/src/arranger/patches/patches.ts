import { midiToHz } from '../../dsp/units.ts'
import type { OneShot, OneShots } from '../one-shots.ts'
import { ANALOGUE_BASSES, analogueBass, BASS_STRINGS, bassString, cello, chipBass, kickBass, sub } from './basses.ts'
import { felt, organ, piano, rhodes } from './keyboards.ts'
import { MALLETS, mallet } from './mallets.ts'
import type { Note, Patch } from './patch.ts'
import { PLUCKED_STRINGS, pluckedString } from './plucked-strings.ts'
import { chip, driveGuitar, pluck, saw, stab } from './synthesizers.ts'

const string =
  (name: keyof typeof PLUCKED_STRINGS): Patch =>
  (note, random) =>
    pluckedString(PLUCKED_STRINGS[name], note, random)
const struck =
  (name: keyof typeof MALLETS): Patch =>
  (note, random) =>
    mallet(MALLETS[name], note, random)
const fingered =
  (name: keyof typeof BASS_STRINGS): Patch =>
  (note, random) =>
    bassString(BASS_STRINGS[name], note, random)
const analogue =
  (name: keyof typeof ANALOGUE_BASSES): Patch =>
  (note, random) =>
    analogueBass(ANALOGUE_BASSES[name], note, random)

/** What keys, plucked, bells and leads play on. Names are those of the lexicon's styles. */
export const PATCHES = {
  rhodes,
  piano,
  felt,
  organ,
  nylon: string('nylon'),
  steel: string('steel'),
  harp: string('harp'),
  koto: string('koto'),
  skank: string('skank'),
  mutegtr: string('mutegtr'),
  drivegtr: driveGuitar,
  pluck,
  saw,
  stab,
  chip,
  kalimba: struck('kalimba'),
  marimba: struck('marimba'),
  musicbox: struck('musicbox'),
  bell: struck('bell'),
  bowl: struck('bowl'),
  glass: struck('glass'),
} as const satisfies Record<string, Patch>

/** What bass lines play on. */
export const BASSES = {
  sub,
  '808': kickBass,
  upright: fingered('upright'),
  round: fingered('round'),
  pick: fingered('pick'),
  saw: analogue('saw'),
  saw8: analogue('saw8'),
  octave: analogue('octave'),
  offbeat: analogue('offbeat'),
  acid: analogue('acid'),
  rumble: analogue('rumble'),
  reese: analogue('reese'),
  wobble: analogue('wobble'),
  cello,
  chip: chipBass,
} as const satisfies Record<string, Patch>

export type PatchName = keyof typeof PATCHES
export type BassName = keyof typeof BASSES

// 50 ms and 1/50 semitone: a tempo that drifts or a tuning that is measured anew then still finds its notes in the
// cache, and neither difference is heard.
const SECONDS_STEP = 0.05
const MIDI_STEPS = 50

/** One note on a patch, from the cache if it has been played before. `take` tells doubles apart. */
export function playNote(shots: OneShots, patch: PatchName, midi: number, seconds: number, take = 0): OneShot {
  const note = rounded(midi, seconds)
  return shots.get(`note ${patch} ${note.midi} ${note.seconds} ${take}`, (random) => PATCHES[patch](note, random))
}

/** One note on a bass. */
export function playBass(shots: OneShots, bass: BassName, midi: number, seconds: number): OneShot {
  const note = rounded(midi, seconds)
  return shots.get(`bass ${bass} ${note.midi} ${note.seconds}`, (random) => BASSES[bass](note, random))
}

function rounded(midi: number, seconds: number): Note {
  const roundedMidi = Math.round(midi * MIDI_STEPS) / MIDI_STEPS
  const roundedSeconds = Math.max(1, Math.round(seconds / SECONDS_STEP)) * SECONDS_STEP
  return { midi: roundedMidi, hz: midiToHz(roundedMidi), seconds: Math.round(roundedSeconds * 100) / 100 }
}
