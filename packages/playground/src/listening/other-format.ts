/** A result in another format: WAV is made here of what was decoded; the server makes the others anew, of the same seed. */

import { useState } from 'react'
import { isModelName, shortName } from '../catalogue/catalogue.ts'
import { addRuns } from '../play/desk.ts'
import { submitRun, useRun } from '../runs/runs.ts'
import type { ResultClip } from './clips.ts'
import type { Deck } from './deck.ts'
import { wavFile } from './wav.ts'

export const FORMATS = ['mp3', 'wav', 'flac', 'ogg', 'opus', 'm4a', 'aac'] as const

export function useOtherFormat(clip: ResultClip, deck: Deck) {
  const run = useRun(clip.runId)
  const [error, setError] = useState<unknown>()
  const attempt = (work: () => Promise<void>): void => {
    setError(undefined)
    work().catch(setError)
  }
  return {
    /** What went wrong with the last choice. */
    error,
    saveAsWav: () =>
      attempt(async () => {
        const buffer = await deck.decoded(clip.url)
        const channels = Array.from({ length: buffer.numberOfChannels }, (_, index) => buffer.getChannelData(index))
        const file = new Blob([wavFile({ sampleRateHz: buffer.sampleRate, channels })], { type: 'audio/wav' })
        save(file, clip.name.replace(/\.\w+$/, '.wav'))
      }),
    makeAgain: (format: string) =>
      attempt(async () => {
        if (run === undefined || run === 'missing') return
        const { model, input } = run.prediction
        const { batch_size: _, ...rest } = input
        const { id } = await submitRun(model, { ...rest, seed: clip.seed, output_format: format })
        const name = shortName(model)
        if (isModelName(name)) addRuns(name, [id])
      }),
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
