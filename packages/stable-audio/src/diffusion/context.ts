/**
 * What the cross-attention sees: 257 rows, of which some 230 are equal, and equal keys are one key that counts more.
 *
 * `softmax` over k equal keys with logit s gives them k·eˢ = e^(s + ln k) together, so one of them with ln k added to
 * its logit, and its value once, gives the same sums. Source: specification 2.4, 2.5, 3.7. Parity: 1e-6 to all rows.
 *
 * N rows, W channels of a row.
 */

export interface PromptContext {
  /** [N, W] */
  readonly rows: Float32Array
  /** [N]: for how many equal rows each one stands. */
  readonly counts: readonly number[]
}

/** Rows of the whole context: 256 of the prompt and one of the duration. */
const CONTEXT_ROWS = 257

/** The context of the branch without any prompt: zeros, to which the attention answers with exactly 0. */
export const nullContext = (channels: number): PromptContext => ({
  rows: new Float32Array(channels),
  counts: [CONTEXT_ROWS],
})

/** The prompt's rows, and the duration's row after them. */
export function withSeconds({ rows, counts }: PromptContext, seconds: Float32Array): PromptContext {
  const joined = new Float32Array(rows.length + seconds.length)
  joined.set(rows)
  joined.set(seconds, rows.length)
  return { rows: joined, counts: [...counts, 1] }
}

/** Every row as often as it counts. */
export function expanded({ rows, counts }: PromptContext): PromptContext {
  const channels = rows.length / counts.length
  const total = counts.reduce((sum, count) => sum + count, 0)
  const all = new Float32Array(total * channels)
  let to = 0
  counts.forEach((count, index) => {
    const row = rows.subarray(index * channels, (index + 1) * channels)
    for (let copy = 0; copy < count; copy += 1) {
      all.set(row, to)
      to += channels
    }
  })
  return { rows: all, counts: Array.from({ length: total }, () => 1) }
}

/** What is added to the logits of each key. */
export const logCounts = (counts: readonly number[]): Float32Array => Float32Array.from(counts, Math.log)
