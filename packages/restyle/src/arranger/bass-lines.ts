import type { GrooveName } from './grooves.ts'

/**
 * Bass lines: sixteen steps of a bar, each note held until the next.
 * r root, t third, f fifth, o octave; a dot goes on with what sounds.
 */
export const BASS_LINES: Record<GrooveName, string> = {
  neosoul: 'r.....r..r.f..r.',
  boombap: 'r......r..r.....',
  trap: 'r.....r...r.....',
  rnb: 'r....r....f..r..',
  house: '..r...r...r..or.',
  techno: '..rr..rr..rr..rr',
  trance: '.rrr.rrr.rrr.rrr',
  disco: 'r.o.r.o.r.o.r.o.',
  funk: 'r..r..o...r.f.o.',
  rock8: 'r.r.r.r.r.r.r.r.',
  punk: 'r.r.r.r.r.r.r.r.',
  metal: 'r.r.r.r.r.r.r.r.',
  dnb: 'r.......r..f....',
  halftime: 'r.......r.......',
  twostep: 'r..r..r....o..r.',
  synthwave: 'r.r.r.r.r.r.r.r.',
  bossa: 'r.....fr......f.',
  latin: '...f..r....f..r.',
  dembow: 'r..r..r.r..r..r.',
  onedrop: 'r..r..f...r.t...',
  afro: 'r..r..f...r..o..',
  jazz: 'r...t...f...t...',
  shuffle: 'r.r.t.t.f.f.t.t.',
  folk: 'r.......f.......',
  pop: 'r......rr.....r.',
  chip: 'r.o.r.o.f.o.r.o.',
  trailer: 'r...............',
  orch: 'r...............',
  tribal: 'r.......r.......',
}

/** Where no groove may be laid over the source: one root a half bar, which agrees with any rhythm. */
export const HELD_BASS_LINE = 'r.......r.......'

/** Semitones above the root of the bass; the third depends on the chord. */
export const bassInterval = (step: string, minor: boolean): number =>
  step === 'f' ? 7 : step === 'o' ? 12 : step === 't' ? (minor ? 3 : 4) : 0
