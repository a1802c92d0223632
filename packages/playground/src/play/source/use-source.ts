/** How a clip gets onto the desk: by file, by address, or taken away again. */

import { useEffect, useRef, useState } from 'react'
import { type ModelName, useServer } from '../../catalogue/catalogue.ts'
import { changeDesk, clipAt, type SourceClip, useDesk } from '../desk.ts'
import { type ClipProblem, clipProblem } from './clip-check.ts'
import { uploadClip } from './upload.ts'

export interface Sending {
  readonly name: string
  readonly bytes: number
  /** 0 … 1 */
  readonly fraction: number
}

export interface Source {
  readonly clip: SourceClip | undefined
  readonly sending: Sending | undefined
  /** Why the last file was not taken. */
  readonly problem: ClipProblem | undefined
  /** The largest file that the server takes. */
  readonly maxBytes: number
  /** Why the last upload failed. */
  readonly error: unknown
  takeFile(file: File): void
  takeAddress(url: string, name?: string): void
  /** Also ends an upload that is on its way. */
  remove(): void
}

export function useSource(model: ModelName): Source {
  const { source: clip } = useDesk(model)
  const { max_upload_bytes: maxBytes = Number.POSITIVE_INFINITY } = useServer() ?? {}
  const [sending, setSending] = useState<Sending>()
  const [problem, setProblem] = useState<ClipProblem>()
  const [error, setError] = useState<unknown>()
  const transfer = useRef<AbortController>(undefined)
  useEffect(() => () => transfer.current?.abort(), [])

  const begin = (): AbortController => {
    transfer.current?.abort()
    transfer.current = new AbortController()
    setSending(undefined)
    setProblem(undefined)
    setError(undefined)
    return transfer.current
  }
  const put = (source: SourceClip | undefined): void => changeDesk(model, { source, selected: undefined })

  const send = async (file: File): Promise<void> => {
    const { signal } = begin()
    const refused = clipProblem(file, maxBytes)
    setProblem(refused)
    if (refused) return
    const show = (fraction: number): void => setSending({ name: file.name, bytes: file.size, fraction })
    show(0)
    try {
      const sent = await uploadClip(file, { signal, onProgress: show })
      if (!signal.aborted) put(sent)
    } catch (failure) {
      if (!signal.aborted) setError(failure)
    } finally {
      if (!signal.aborted) setSending(undefined)
    }
  }
  return {
    ...{ clip, sending, problem, error, maxBytes },
    takeFile: (file) => void send(file),
    takeAddress: (url, name) => {
      begin()
      put(name === undefined ? clipAt(url) : { url, name })
    },
    remove: () => {
      begin()
      if (sending === undefined) put(undefined)
    },
  }
}
