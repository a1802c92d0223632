import { readFileSync } from 'node:fs'
import os from 'node:os'

/**
 * What this process holds for itself. Weights that lie in a file and are only looked at do not count: the system takes
 * their pages back whenever somebody needs them. Where it does not tell the two apart, all of it counts.
 */
export function ownMemoryBytes(): number {
  try {
    const [, kibibytes] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    if (kibibytes !== undefined) return Number(kibibytes) * 1024
  } catch {
    // Only Linux keeps this file.
  }
  return process.memoryUsage.rss()
}

/** The memory of the machine, or of the container when it has less. */
export function machineMemoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem()
}
