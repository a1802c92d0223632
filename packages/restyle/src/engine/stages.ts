/** What the engine is doing, for a progress bar. */
export interface RestyleStage {
  readonly stage: StageName
  /** 1 … count. */
  readonly index: number
  readonly count: number
  /** Share of the whole render that is done, 0 … 1; never falls. */
  readonly fraction: number
}

/** Stages in order, each with its usual share of the time. */
const STAGES = {
  'reading the prompt': 0.01,
  listening: 0.1,
  separating: 0.2,
  'stretching and diffusing': 0.22,
  'reworking the source': 0.05,
  arranging: 0.14,
  'placing in space': 0.1,
  'shaping the tone': 0.1,
  mastering: 0.08,
} as const

export type StageName = keyof typeof STAGES

const NAMES = Object.keys(STAGES) as StageName[]

/** The event that opens a stage. */
export const entering = (stage: StageName): RestyleStage => stageAt(stage, 0)

/** Runs a block that yields while it works, and passes each of its yields on as progress within the stage. */
export function* during<Result>(stage: StageName, work: Generator<unknown, Result>): Generator<RestyleStage, Result> {
  for (let step = 1; ; step++) {
    const { done, value } = work.next()
    if (done) return value
    // How many steps there are is not known: each takes a fifth of what is left.
    yield stageAt(stage, 1 - 0.8 ** step)
  }
}

function stageAt(stage: StageName, share: number): RestyleStage {
  const index = NAMES.indexOf(stage)
  const before = NAMES.slice(0, index).reduce((sum, name) => sum + STAGES[name], 0)
  return { stage, index: index + 1, count: NAMES.length, fraction: Math.min(1, before + share * STAGES[stage]) }
}
