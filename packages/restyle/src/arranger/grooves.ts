/**
 * Drum patterns: sixteen steps of a bar for every voice, a digit is a velocity (9 the hardest), a dot is silence.
 * Digits up to 3 are ghost notes, which come and go with density. Off-beats are written straight; swing moves them.
 */
export type DrumVoice =
  | 'kick'
  | 'snare'
  | 'clap'
  | 'closedHat'
  | 'openHat'
  | 'ride'
  | 'crash'
  | 'rim'
  | 'shaker'
  | 'tom'
  | 'bigTom'
  | 'bongo'
  | 'cowbell'

interface Groove {
  readonly steps: Partial<Record<DrumVoice, string>>
  /** Which fills suit it. */
  readonly fills: FillFamily
  /** The backbeat already falls in half time, so that a plan's half time changes nothing more. */
  readonly halfTime?: true
}

type FillFamily = 'kit' | 'machine' | 'hand' | 'orchestra'

export const GROOVES = {
  neosoul: {
    steps: { kick: '9......6..8.....', snare: '....8..2.2..8..1', closedHat: '5.4.5.4.5.4.5.35' },
    fills: 'kit',
  },
  boombap: {
    steps: { kick: '9......5..9.....', snare: '....9.......9..2', closedHat: '6.5.6.5.6.5.6.5.' },
    fills: 'kit',
  },
  trap: {
    steps: { kick: '9.....7...5.....', clap: '........9.......', closedHat: '6.3.6.3.6.336363' },
    fills: 'machine',
    halfTime: true,
  },
  rnb: {
    steps: { kick: '9....5....7..5..', snare: '....8.......8...', closedHat: '5353535353535353' },
    fills: 'machine',
  },
  house: {
    steps: {
      kick: '9...9...9...9...',
      clap: '....8.......8...',
      openHat: '..6...6...6...6.',
      closedHat: '3.3.3.3.3.3.3.3.',
    },
    fills: 'machine',
  },
  techno: {
    steps: {
      kick: '9...9...9...9...',
      closedHat: '..7...7...7...7.',
      ride: '..3...3...3...3.',
      clap: '............5...',
      rim: '...3..3....3..3.',
    },
    fills: 'machine',
  },
  trance: {
    steps: {
      kick: '9...9...9...9...',
      clap: '....7.......7...',
      openHat: '..7...7...7...7.',
      closedHat: '3232323232323232',
    },
    fills: 'machine',
  },
  disco: {
    steps: {
      kick: '9...9...9...9...',
      snare: '....8.......8...',
      openHat: '..6...6...6...6.',
      closedHat: '4.4.4.4.4.4.4.4.',
    },
    fills: 'kit',
  },
  funk: {
    steps: { kick: '9..5..6...9..5..', snare: '....9..2.2..9..2', closedHat: '6363636363636363' },
    fills: 'kit',
  },
  rock8: {
    steps: { kick: '9.......9.5.....', snare: '....9.......9...', closedHat: '7.5.7.5.7.5.7.5.' },
    fills: 'kit',
  },
  punk: {
    steps: { kick: '9...9...9...9...', snare: '..9...9...9...9.', closedHat: '7.7.7.7.7.7.7.7.' },
    fills: 'kit',
  },
  metal: {
    steps: { kick: '9.9.9.9.9.9.9.9.', snare: '....9.......9...', ride: '7...7...7...7...' },
    fills: 'kit',
  },
  dnb: {
    steps: { kick: '9.........9.....', snare: '....9..2.2..9..2', closedHat: '6.4.6.4.6.4.6.4.' },
    fills: 'kit',
  },
  halftime: {
    steps: { kick: '9.....5.........', snare: '........9.......', closedHat: '5.3.5.3.5.3.5.35' },
    fills: 'machine',
    halfTime: true,
  },
  twostep: {
    steps: {
      kick: '9.........7.....',
      snare: '....8.......8...',
      closedHat: '..6..6..6..6..6.',
      rim: '.......4.......4',
    },
    fills: 'machine',
  },
  synthwave: {
    steps: { kick: '9.......9.......', snare: '....9.......9...', closedHat: '5.4.5.4.5.4.5.4.' },
    fills: 'machine',
  },
  bossa: {
    steps: { kick: '7.....67.....6..', rim: '7..6..7...6..7..', shaker: '5353535353535353' },
    fills: 'hand',
  },
  latin: {
    steps: {
      kick: '...5......5.....',
      rim: '7..7..7...7.7...',
      bongo: '..4...66..4...66',
      cowbell: '6...5...6...5...',
      shaker: '4343434343434343',
    },
    fills: 'hand',
  },
  dembow: {
    steps: { kick: '9...9...9...9...', snare: '...8..8....8..8.', closedHat: '4.4.4.4.4.4.4.4.' },
    fills: 'machine',
  },
  onedrop: {
    steps: { kick: '........9.......', rim: '........8.......', closedHat: '..5...5...5...5.' },
    fills: 'kit',
  },
  afro: {
    steps: {
      kick: '8.....6...8.....',
      rim: '7..7...7..7.7...',
      bongo: '..5..5....5..5.5',
      shaker: '5355535553555355',
    },
    fills: 'hand',
  },
  jazz: {
    steps: {
      ride: '7...7.5.7...7.5.',
      closedHat: '....6.......6...',
      kick: '3.......3.......',
      snare: '......2.......2.',
    },
    fills: 'hand',
  },
  shuffle: {
    steps: { closedHat: '7.5.7.5.7.5.7.5.', snare: '....8.......8...', kick: '9.......9.5.....' },
    fills: 'kit',
  },
  folk: {
    steps: { kick: '6.......6.......', shaker: '5.3.5.3.5.3.5.3.', snare: '....3.......3...' },
    fills: 'hand',
  },
  pop: {
    steps: {
      kick: '9......59.......',
      clap: '....7.......7...',
      snare: '....6.......6...',
      closedHat: '5.4.5.4.5.4.5.4.',
    },
    fills: 'machine',
  },
  chip: {
    steps: { kick: '9...9...9...9...', snare: '....8.......8...', closedHat: '5.5.5.5.5.5.5.5.' },
    fills: 'machine',
  },
  trailer: {
    steps: { bigTom: '9.....6.8..6.5..', tom: '....6.......6.66', kick: '9...............' },
    fills: 'orchestra',
  },
  orch: { steps: { bigTom: '7.............33' }, fills: 'orchestra' },
  tribal: {
    steps: { bigTom: '8..5..8.5..8..5.', tom: '..6..6....6..6.6', shaker: '5.3.5.3.5.3.5.3.' },
    fills: 'hand',
  },
} as const satisfies Record<string, Groove>

export type GrooveName = keyof typeof GROOVES

/** One beat of fill, its four steps in the place of the last beat of a bar. Small ones end four bars, big ones eight. */
export interface Fill {
  readonly steps: Partial<Record<DrumVoice, string>>
}

export const FILLS: Record<FillFamily, { readonly small: readonly Fill[]; readonly big: readonly Fill[] }> = {
  kit: {
    small: [{ steps: { snare: '8..5' } }, { steps: { snare: '6.57' } }, { steps: { snare: '7...', tom: '..67' } }],
    big: [
      { steps: { snare: '87..', tom: '..8.', bigTom: '...8' } },
      { steps: { snare: '6788' } },
      { steps: { snare: '8...', tom: '.77.', bigTom: '...8' } },
    ],
  },
  machine: {
    small: [
      { steps: { snare: '7..6' } },
      { steps: { clap: '7.5.', closedHat: '5454' } },
      { steps: { openHat: '..7.' } },
    ],
    big: [
      { steps: { snare: '5678' } },
      { steps: { clap: '7.78', openHat: '..6.' } },
      { steps: { tom: '7.7.', snare: '.6.8' } },
    ],
  },
  hand: {
    small: [{ steps: { rim: '6.45' } }, { steps: { bongo: '5.56' } }, { steps: { shaker: '6565' } }],
    big: [
      { steps: { bongo: '6767', tom: '...6' } },
      { steps: { tom: '5.67' } },
      { steps: { bongo: '6.67', snare: '.4.4' } },
    ],
  },
  orchestra: {
    small: [{ steps: { bigTom: '..45' } }],
    big: [{ steps: { bigTom: '5678' } }, { steps: { tom: '4567', bigTom: '...8' } }],
  },
}
