import type { CheckpointEntry } from '../../checkpoints/checkpoint-entries.ts'

/** One of each state; the folder is what no answer may tell. */
export const MEMORY_CHECKPOINTS: readonly CheckpointEntry[] = [
  {
    ...{ name: 'small-music', state: 'installed', sizeBytes: 3_500_000_000, longestSeconds: 120 },
    ...{ description: 'Music.', licence: 'A licence', folder: '/home/somebody/cache/small-music' },
  },
  {
    ...{ name: 'my-choir', state: 'incomplete', sizeBytes: 1_000, longestSeconds: undefined },
    ...{ description: 'Own.', licence: 'that of its own files', folder: '/home/somebody/cache/my-choir' },
  },
  {
    ...{ name: 'medium', state: 'installable', sizeBytes: 10_400_000_000, longestSeconds: 380 },
    ...{ description: 'Music and sound.', licence: 'A licence' },
  },
]
