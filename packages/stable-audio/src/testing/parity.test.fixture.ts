/** Holds a figure to its limit, and notes what was reached for the parity table of the README. */

import { expect, type TestContext } from 'vitest'

export interface Parity {
  /** What was compared: `DiT`, `SAME-S decode` … */
  readonly module: string
  readonly case: string
  /** RMS of the difference over RMS of the reference; the greatest difference where `module` says so. */
  readonly error: number
  readonly limit: number
}

declare module 'vitest' {
  interface TaskMeta {
    parity?: Parity[]
  }
}

export function expectParity({ task }: Pick<TestContext, 'task'>, parity: Parity): void {
  task.meta.parity = [...(task.meta.parity ?? []), parity]
  expect(parity.error, `${parity.module}, ${parity.case}`).toBeLessThan(parity.limit)
}
