/** A result in another format: the server converts it, or makes it anew of the same seed. */

import { useState } from 'react'
import { api, bytesOf } from '../api/client.ts'
import { isModelName, shortName } from '../catalogue/catalogue.ts'
import { addRuns } from '../play/desk.ts'
import { submitRun, useRun } from '../runs/runs.ts'
import type { ResultClip } from './clips.ts'
import type { Format, FormatChoice } from './formats.ts'

export function useOtherFormat(clip: ResultClip) {
  const run = useRun(clip.runId)
  const [error, setError] = useState<unknown>()
  const [converting, setConverting] = useState<readonly FormatChoice[]>([])
  const attempt = (work: () => Promise<void>): Promise<void> => {
    setError(undefined)
    return work().catch(setError)
  }
  return {
    /** What went wrong with the last choice. */
    error,
    /** What the server is at. */
    converting,
    convert: (choice: FormatChoice): void => {
      setConverting((before) => [...before, choice])
      void attempt(async () => {
        if (run === undefined || run === 'missing') return
        const { id, outputs } = run.prediction
        const path = { id, index: outputs.indexOf(clip.url) }
        const query = { format: choice.format, ...(choice.bitDepth && { bit_depth: choice.bitDepth }) }
        const call = api.GET('/api/v3/predictions/{id}/outputs/{index}/download', {
          params: { path, query },
          parseAs: 'blob',
        })
        save(await bytesOf(call), clip.name.replace(/\.\w+$/, `.${choice.format}`))
      }).finally(() => setConverting((before) => before.filter((one) => one !== choice)))
    },
    makeAgain: (format: Format): void =>
      void attempt(async () => {
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
