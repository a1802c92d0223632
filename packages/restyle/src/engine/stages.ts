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

/** Share of what is left of a stage that each of its steps takes; how many will come is not known. */
const STEP_SHARE = 0.2

/** Turns the stages and steps of one render into events whose fraction only grows. */
export class Progress {
  private stage: StageName = NAMES[0]
  private left = 1

  /** The event that opens a stage. */
  enter(stage: StageName): RestyleStage {
    this.stage = stage
    this.left = 1
    return this.event()
  }

  /** Runs a block that yields while it works, and passes each of its yields on as progress within the stage. */
  *during<Result>(work: Generator<unknown, Result>): Generator<RestyleStage, Result> {
    for (;;) {
      const { done, value } = work.next()
      if (done) return value
      this.left *= 1 - STEP_SHARE
      yield this.event()
    }
  }

  private event(): RestyleStage {
    const index = NAMES.indexOf(this.stage)
    const before = NAMES.slice(0, index).reduce((sum, name) => sum + STAGES[name], 0)
    const fraction = Math.min(1, before + (1 - this.left) * STAGES[this.stage])
    return { stage: this.stage, index: index + 1, count: NAMES.length, fraction }
  }
}
