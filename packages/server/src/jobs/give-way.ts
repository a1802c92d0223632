import os from 'node:os'

/**
 * Lets other processes go first. Called before anything else in a process, because on Linux niceness belongs to threads
 * and is inherited by those that come later, and by child processes.
 */
export function giveWay(niceness: number): void {
  try {
    os.setPriority(niceness)
  } catch {
    // Some containers do not allow it; everything works all the same.
  }
}
