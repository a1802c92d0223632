/**
 * The plan: one number for every thing the engine can do to a clip. All keys are neutral at 0 and all deltas add up;
 * quantities that multiply (tempo, reverb time) are in log2. Names are those of the lexicon.
 * Source: specification of the restyle engine, 1.3.
 */

export interface PlanKeySpec {
  readonly label: string
  readonly group: PlanGroup
  readonly unit: string
  readonly min: number
  readonly max: number
}

export type PlanGroup =
  | 'tone'
  | 'colour'
  | 'dynamics'
  | 'time'
  | 'space'
  | 'modulation'
  | 'texture'
  | 'resonators'
  | 'scene'
  | 'layers'
  | 'mood'
  | 'repair'

const spec = (group: PlanGroup, label: string, unit: string, min: number, max: number): PlanKeySpec => ({
  label,
  group,
  unit,
  min,
  max,
})

export const PLAN_KEYS = {
  tilt: spec('tone', 'Tilt', 'dB/octave', -4.5, 4),
  sub: spec('tone', 'Sub bass', 'dB', -14, 10),
  bass: spec('tone', 'Bass', 'dB', -14, 10),
  lomid: spec('tone', 'Low mids', 'dB', -10, 8),
  mid: spec('tone', 'Mids', 'dB', -10, 9),
  pres: spec('tone', 'Presence', 'dB', -13, 9),
  brill: spec('tone', 'Brilliance', 'dB', -18, 9),
  air: spec('tone', 'Air', 'dB', -24, 9),
  lc: spec('tone', 'Low cut', 'octaves above 20 Hz', 0, 4.8),
  hc: spec('tone', 'High cut', 'octaves below 20 kHz', 0, 5.6),
  drive: spec('colour', 'Saturation', '0 … 1', 0, 1),
  crush: spec('colour', 'Bit crush', '0 … 1', 0, 0.9),
  down: spec('colour', 'Sample-rate loss', '0 … 1', 0, 0.8),
  wow: spec('colour', 'Wow and flutter', '0 … 1', 0, 0.9),
  hiss: spec('colour', 'Hiss', '0 … 1', 0, 0.9),
  vinyl: spec('colour', 'Vinyl crackle', '0 … 1', 0, 1),
  hum: spec('colour', 'Mains hum', '0 … 1', 0, 1),
  comp: spec('dynamics', 'Compression', '0 … 1', 0, 0.95),
  pump: spec('dynamics', 'Side-chain pump', '0 … 1', 0, 1),
  gate: spec('dynamics', 'Rhythmic gate', '0 … 1', 0, 1),
  punch: spec('dynamics', 'Attack', 'dB', -10, 9),
  sus: spec('dynamics', 'Harmonic part', 'dB', -18, 8),
  perc: spec('dynamics', 'Percussive part', 'dB', -30, 9),
  vox: spec('dynamics', 'Voice', 'dB', -30, 7),
  tempo: spec('time', 'Tempo', 'log2 ratio', -1.4, 1),
  half: spec('time', 'Half or double time', '-1 double … 1 half', -1, 1),
  swing: spec('time', 'Swing', 'share of a triplet', 0, 0.7),
  lag: spec('time', 'Late backbeat', '0 … 1', 0, 1),
  pitch: spec('time', 'Pitch', 'semitones', -12, 12),
  formant: spec('time', 'Formants', 'semitones', -6, 6),
  rt: spec('space', 'Reverb time', 'log2 of RT60 / 0.6 s', -2.5, 3.6),
  wet: spec('space', 'Reverb', '0 … 1', 0, 0.85),
  pre: spec('space', 'Pre-delay', 'ms', 0, 110),
  damp: spec('space', 'Reverb brightness', '-1 … 1', -0.8, 0.8),
  dist: spec('space', 'Distance', '0 … 1', 0, 1),
  width: spec('space', 'Width', '-1 mono … 1 wide', -1, 1),
  echo: spec('space', 'Echo', '0 … 1', 0, 0.75),
  fb: spec('space', 'Echo feedback', '-1 … 1', -0.3, 0.4),
  shim: spec('space', 'Shimmer', '0 … 1', 0, 0.8),
  chorus: spec('modulation', 'Chorus', '0 … 1', 0, 0.9),
  flang: spec('modulation', 'Flanger', '0 … 1', 0, 0.8),
  phase: spec('modulation', 'Phaser', '0 … 1', 0, 0.8),
  trem: spec('modulation', 'Tremolo', '0 … 1', 0, 0.9),
  pan: spec('modulation', 'Auto-pan', '0 … 1', 0, 0.9),
  ring: spec('modulation', 'Ring modulation', '0 … 1', 0, 0.8),
  smear: spec('texture', 'Smear', '0 … 1', 0, 1),
  grain: spec('texture', 'Grains', '0 … 1', 0, 1),
  stut: spec('texture', 'Stutter', '0 … 1', 0, 1),
  revs: spec('texture', 'Reversal', '0 … 1', 0, 1),
  breath: spec('texture', 'Breath', '0 … 1', 0, 0.8),
  voco: spec('texture', 'Vocoder', '0 … 1', 0, 1),
  robot: spec('texture', 'Robot voice', '0 … 1', 0, 1),
  rmet: spec('resonators', 'Metal resonance', '0 … 1', 0, 1),
  rgls: spec('resonators', 'Glass resonance', '0 … 1', 0, 1),
  rwod: spec('resonators', 'Wood resonance', '0 … 1', 0, 1),
  rstr: spec('resonators', 'String resonance', '0 … 1', 0, 1),
  rain: spec('scene', 'Rain', '0 … 1', 0, 1),
  wind: spec('scene', 'Wind', '0 … 1', 0, 1),
  water: spec('scene', 'Water', '0 … 1', 0, 1),
  fire: spec('scene', 'Fire', '0 … 1', 0, 1),
  machine: spec('scene', 'Machinery', '0 … 1', 0, 1),
  thunder: spec('scene', 'Thunder', '0 … 1', 0, 1),
  Ldrum: spec('layers', 'Drums', '0 … 1', 0, 1),
  Lbass: spec('layers', 'Bass line', '0 … 1', 0, 1),
  Lpad: spec('layers', 'Pad', '0 … 1', 0, 1),
  Lkeys: spec('layers', 'Keys', '0 … 1', 0, 1),
  Lpluck: spec('layers', 'Plucked', '0 … 1', 0, 1),
  Lbell: spec('layers', 'Bells', '0 … 1', 0, 1),
  Lstr: spec('layers', 'Strings', '0 … 1', 0, 1),
  Lchoir: spec('layers', 'Choir', '0 … 1', 0, 1),
  Llead: spec('layers', 'Lead', '0 … 1', 0, 1),
  Lbrass: spec('layers', 'Brass', '0 … 1', 0, 1),
  Ldrone: spec('layers', 'Drone', '0 … 1', 0, 1),
  Lhit: spec('layers', 'Hits', '0 … 1', 0, 1),
  mode: spec('mood', 'Minor to major', '-1 minor … 1 major', -1, 1),
  dens: spec('mood', 'Density', '-1 … 1', -1, 1),
  energy: spec('mood', 'Energy', '-1 … 1', -1, 1),
  deharsh: spec('repair', 'De-harsh', '0 … 1', 0, 1),
  demud: spec('repair', 'De-mud', '0 … 1', 0, 1),
  denoise: spec('repair', 'Noise reduction', '0 … 1', 0, 1),
  derev: spec('repair', 'Reverb reduction', '0 … 1', 0, 1),
} as const satisfies Record<string, PlanKeySpec>

export type PlanKey = keyof typeof PLAN_KEYS
export type Plan = Readonly<Record<PlanKey, number>>

/** Arrangement hints of a genre or scene. Names do not add, so they stand beside the plan; the first macro to name one wins. */
export interface Style {
  readonly bpm?: readonly [min: number, max: number]
  readonly kit?: string
  readonly groove?: string
  readonly bassP?: string
  readonly keysP?: string
  readonly padP?: string
  readonly pluckP?: string
  readonly bellP?: string
  readonly harm?: string | number
}
