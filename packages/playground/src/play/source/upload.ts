/** Sends a file to the server: a ticket for a place, then the bytes straight to it. */

import { ApiError, errorOf } from '../../api/api-error.ts'
import { answer, api } from '../../api/client.ts'
import { ownAddress } from '../../api/own-address.ts'
import type { SourceClip } from '../desk.ts'

interface UploadOptions {
  readonly signal: AbortSignal
  /** @param fraction 0 … 1 of the bytes */
  readonly onProgress: (fraction: number) => void
}

/** @throws ApiError, or the signal's reason */
export async function uploadClip(file: File, { signal, onProgress }: UploadOptions): Promise<SourceClip> {
  const ticket = await answer(
    api.POST('/api/v3/media/uploads', {
      body: { filename: file.name, size: file.size, ...(file.type && { content_type: file.type }) },
      signal,
    }),
  )
  await put(file, ticket.upload, { signal, onProgress })
  return { url: ticket.download_url, name: file.name }
}

interface Place {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** By XMLHttpRequest: `fetch` does not tell how much of a body is gone. */
function put(file: File, { url, headers }: Place, { signal, onProgress }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const transfer = new XMLHttpRequest()
    transfer.open('PUT', ownAddress(url))
    for (const [name, value] of Object.entries(headers)) transfer.setRequestHeader(name, value)
    transfer.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total)
    transfer.onload = () => {
      if (transfer.status >= 200 && transfer.status < 300) resolve()
      else reject(errorOf(transfer.status, parsed(transfer.responseText)))
    }
    transfer.onerror = () => reject(new ApiError('UNREACHABLE', 0, ''))
    transfer.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => transfer.abort(), { once: true })
    transfer.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
