import type { GrooveName } from './grooves.ts'
import type { PatchName } from './patches/patches.ts'

/**
 * Comping and arpeggio rhythms: sixteen steps of a bar.
 * L a chord held for two beats, m for one, s for half a beat; a dot is silence.
 */
export const KEYS_COMPING: Partial<Record<GrooveName, string>> = {
  neosoul: 'L......s..m.....',
  boombap: 'L.........s.....',
  rnb: 'L.....s.........',
  house: '...s..s....s..s.',
  techno: '...s..s.........',
  jazz: '......s...s.....',
  latin: 's.s..s.s..s.s.s.',
  bossa: 's..s..s...s..s..',
  onedrop: '..s...s...s...s.',
  disco: '..s...s...s...s.',
  funk: '...s.s....s..s..',
  folk: 'L...s.s.L...s.s.',
  rock8: 'L.......L.......',
  pop: 'L.......L.......',
  twostep: '..s..s....s..s..',
  afro: '..s..s....s..s..',
}

export const DEFAULT_KEYS_COMPING = 'L.......s.......'

/** Patches with a rhythm of their own, whatever the groove. */
export const PLUCK_COMPING: Partial<Record<PatchName, string>> = {
  skank: '..s...s...s...s.',
  mutegtr: '..ss..s...ss..s.',
  drivegtr: 'L...s...L...s.s.',
  stab: '...s..s....s....',
}

export const DEFAULT_PLUCK_COMPING = 'L...s...s...s...'

export const ARPEGGIO = { busy: 's.s.s.s.s.s.s.s.', calm: 's...s...s.s.s...' } as const

/** Which tone of the chord (and the same an octave up) each note of an arpeggio takes. */
export const ARPEGGIO_ORDERS = [
  [0, 2, 1, 3, 2, 4, 3, 1],
  [0, 1, 2, 3, 4, 3, 2, 1],
  [4, 2, 3, 1, 2, 0, 3, 1],
] as const

/** Patches that ring too short or too pure to strum: they play one note at a time. */
export const ARPEGGIATED: ReadonlySet<PatchName> = new Set([
  'pluck',
  'saw',
  'chip',
  'harp',
  'kalimba',
  'marimba',
  'koto',
] satisfies PatchName[])

/** Strummed rather than struck: seconds between one string and the next. */
export const STRUM_SECONDS: Partial<Record<PatchName, number>> = { nylon: 0.012, steel: 0.012, harp: 0.02, koto: 0.012 }
export const DEFAULT_STRUM_SECONDS = 0.002

export const BELL_COMPING: Partial<Record<PatchName, string>> = {
  musicbox: 's.s.s.s.s.s.s.s.',
  bowl: 's...............',
}

export const DEFAULT_BELL_COMPING = 's.....s.....s...'

/** Where no groove may be laid over the source: a chord a half bar. */
export const HELD_COMPING = 'L.......L.......'
