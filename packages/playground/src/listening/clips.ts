/** A result as the listening desk takes it. */
export interface ResultClip {
  readonly url: string
  readonly name: string
  readonly runId: string
  readonly seed: number
  readonly label?: string
}
