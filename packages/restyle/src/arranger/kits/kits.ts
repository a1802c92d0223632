/** The drum kits as data. Times are time constants (to 1/e) in seconds. */
export interface Kit {
  readonly kick: {
    readonly hz: number
    readonly decay: number
    /** Level of the beater's noise, 0 … 1.4. */
    readonly click: number
    readonly wave: 'sine' | 'square'
    /** Saturation after the fact: 0 none. */
    readonly grit: number
  }
  readonly snare: {
    readonly hz: number
    readonly decay: number
    readonly noise: number
    /** Seconds the noise takes to come up: a brush sweeps, a stick does not. */
    readonly attack: number
  }
  readonly hatDecay: number
  readonly tomDecay: number
  /** Low-pass of the noisy voices, Hz: 20,000 leaves them open. */
  readonly ceilingHz: number
  /** How far a player strays from the grid: 1 a hand, 0.2 a machine. */
  readonly looseness: number
}

const kick = (hz: number, decay: number, click: number): Kit['kick'] => ({ hz, decay, click, wave: 'sine', grit: 0 })
const snare = (hz: number, decay: number, noise: number): Kit['snare'] => ({ hz, decay, noise, attack: 0 })
const OPEN = { ceilingHz: 20_000, tomDecay: 0.16 }
const HAND = { ...OPEN, looseness: 1 }
const MACHINE = { ...OPEN, looseness: 0.2 }

export const KITS = {
  dry: { ...HAND, kick: kick(52, 0.16, 0.5), snare: snare(190, 0.11, 0.8), hatDecay: 0.03, ceilingHz: 9_500 },
  lofi: { ...HAND, kick: kick(50, 0.15, 0.3), snare: snare(175, 0.12, 0.8), hatDecay: 0.028, ceilingHz: 8_500 },
  '808': { ...MACHINE, kick: kick(44, 0.42, 0.35), snare: snare(185, 0.16, 0.75), hatDecay: 0.025 },
  '909': { ...MACHINE, kick: { ...kick(50, 0.22, 0.9), grit: 1.8 }, snare: snare(200, 0.15, 0.85), hatDecay: 0.035 },
  electro: { ...MACHINE, kick: kick(48, 0.2, 0.7), snare: snare(180, 0.24, 1), hatDecay: 0.035, looseness: 0.4 },
  acoustic: { ...HAND, kick: kick(58, 0.18, 0.6), snare: snare(195, 0.16, 0.9), hatDecay: 0.045 },
  rock: { ...HAND, kick: kick(60, 0.2, 1), snare: snare(185, 0.22, 1.1), hatDecay: 0.06 },
  brush: { ...HAND, kick: kick(62, 0.12, 0.2), snare: { ...snare(210, 0.2, 0.5), attack: 0.012 }, hatDecay: 0.03 },
  bossa: { ...HAND, kick: kick(64, 0.12, 0.25), snare: snare(230, 0.1, 0.4), hatDecay: 0.035 },
  latin: { ...HAND, kick: kick(64, 0.13, 0.4), snare: snare(240, 0.12, 0.6), hatDecay: 0.03 },
  breaks: { ...HAND, kick: kick(60, 0.12, 0.8), snare: snare(220, 0.13, 1), hatDecay: 0.05 },
  chip: { ...MACHINE, kick: { ...kick(60, 0.1, 0), wave: 'square' }, snare: snare(220, 0.09, 1), hatDecay: 0.02 },
  industrial: { ...MACHINE, kick: { ...kick(46, 0.2, 1.4), grit: 1.8 }, snare: snare(150, 0.26, 1.2), hatDecay: 0.05 },
  orch: { ...HAND, kick: kick(48, 0.5, 0.3), snare: snare(170, 0.3, 0.5), hatDecay: 0.1, tomDecay: 0.5 },
} as const satisfies Record<string, Kit>

export type KitName = keyof typeof KITS
