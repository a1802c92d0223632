/** How much memory there is for models, and what a process that runs them needs to give it back. */

import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'

// 12 GB: warm fp32 sessions of the small model take 3.4 GiB, and the service, the page cache and its neighbours live
// here too. Freeing too early costs a fraction of a second a generation; too late costs the process.
const SMALL_MACHINE_BYTES = 12e9

// A half: what sessions may hold while the other half stays for activations, decoded audio and the page cache that the
// unpacked weights are read from.
const SHARE_OF_MACHINE = 0.5

/** Bytes that this process may use at most: the limit of its container, or what the machine has. */
export function totalMemoryBytes(): number {
  const machine = totalmem()
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, machine) : machine
}

export interface MemoryPolicy {
  /** What the open sessions of one pool may hold together. */
  readonly budgetBytes: number
  /** Whether the sessions of a stage are closed as soon as the stage is over. */
  readonly freeBetweenStages: boolean
}

/** What suits a machine of this size. */
export function memoryPolicy(totalBytes: number = totalMemoryBytes()): MemoryPolicy {
  return { budgetBytes: totalBytes * SHARE_OF_MACHINE, freeBetweenStages: totalBytes < SMALL_MACHINE_BYTES }
}

/**
 * Bytes that this process holds and that the kernel cannot drop. Weights that are used in place do not count: they
 * are pages of a file.
 */
export function heldMemoryBytes(): number {
  try {
    const [, kibibytes] = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    if (kibibytes !== undefined) return Number(kibibytes) * 1024
  } catch {
    // Only Linux keeps this file.
  }
  return process.memoryUsage.rss()
}

/**
 * Variables for a process that runs models. Without them glibc keeps 0.4 to 1.6 GiB after sessions are closed; it reads
 * them at its start, so they must be there before: `fork(path, { env: { ...process.env, ...processEnvironment() } })`.
 */
export function processEnvironment(): Readonly<Record<string, string>> {
  return { MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_TRIM_THRESHOLD_: '1048576' }
}
