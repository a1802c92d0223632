import { readFile, stat, utimes } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

// 3 s: five in the time after which a holder counts as gone; each is one small write.
const BEAT_MS = 3_000

// 15 s, as long as a lease: a process that says nothing for so long is gone, or its machine stands still. Too short lets two
// write into one database, too long only delays the start after a crash of a container. Err long.
const SILENT_MS = 15_000

export interface HeartbeatLimits {
  readonly beatMs?: number
  readonly silentMs?: number
}

/**
 * Touches a lock file that holds `mine` again and again. Calls `onTaken` once when somebody else has it. Returns how to stop.
 */
export function keepTouching(
  file: string,
  mine: string,
  onTaken: () => void,
  { beatMs = BEAT_MS }: HeartbeatLimits,
): () => void {
  const beat = async (): Promise<void> => {
    // A folder that cannot be read for a moment is nobody else's yet.
    const content = await readFile(file, 'utf8').catch(() => mine)
    if (content === mine) {
      const now = new Date()
      await utimes(file, now, now).catch(() => {})
      return
    }
    clearInterval(beats)
    onTaken()
  }
  const beats = setInterval(() => void beat(), beatMs)
  beats.unref()
  return () => clearInterval(beats)
}

/** Whether somebody touches the file while one watches. Compares its times with each other, so clocks may differ. */
export async function isTouched(
  file: string,
  { beatMs = BEAT_MS, silentMs = SILENT_MS }: HeartbeatLimits,
): Promise<boolean> {
  const first = await touchedAt(file)
  for (let waitedMs = 0; waitedMs < silentMs; waitedMs += beatMs) {
    await pause(beatMs)
    if ((await touchedAt(file)) !== first) return true
  }
  return false
}

const touchedAt = async (file: string): Promise<number | undefined> =>
  (await stat(file).catch(() => undefined))?.mtimeMs
