import type { CheckpointEntry } from './checkpoint-entries.ts'

/** What is installed here, and what could be. */
export interface CheckpointShelf {
  /** Called whenever the catalogue is shown; a few seconds old at most. */
  entries(): Promise<readonly CheckpointEntry[]>
}

// 5 s: each look reads some dozens of folders, and a page asks again whenever it comes to the front. Too long only shows a
// checkpoint late that took minutes to download.
const KEPT_MS = 5_000

/** @param look what reads the disks */
export function openCheckpointShelf(
  look: () => Promise<readonly CheckpointEntry[]>,
  monotonicMs: () => number,
): CheckpointShelf {
  let last: { readonly entries: Promise<readonly CheckpointEntry[]>; readonly atMs: number } | undefined
  return {
    entries() {
      const nowMs = monotonicMs()
      if (last === undefined || nowMs - last.atMs >= KEPT_MS) {
        const entries = look()
        last = { entries, atMs: nowMs }
        // What failed is not kept.
        entries.catch(() => {
          last = undefined
        })
      }
      return last.entries
    },
  }
}
