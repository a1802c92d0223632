import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { errorOf } from '../api/api-error.ts'
import { authorised } from '../api/client.ts'
import { ownUrl } from '../api/own-address.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { useKey } from '../session.ts'
import { lengthOf, placeOf, type Span } from './timeline.ts'

const TEXTS = defineTexts({
  en: { drawing: 'Drawing the spectrogram …', failed: 'The spectrogram could not be drawn.' },
  tr: { drawing: 'Spektrogram çiziliyor …', failed: 'Spektrogram çizilemedi.' },
})

const WIDTH = 2048
const HEIGHT = 256

interface SpectrogramProps {
  readonly url: string
  readonly durationSeconds: number
  readonly startsAt: number
  readonly view: Span
}

/** The server's picture of the sound: time to the right, pitch upwards from 30 Hz to 20 kHz. */
export function Spectrogram({ url, durationSeconds, startsAt, view }: SpectrogramProps) {
  const t = useTexts(TEXTS)
  const { data, isError } = useQuery({
    queryKey: ['spectrogram', useKey(), url],
    queryFn: ({ signal }) => picture(url, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const address = useObjectUrl(data)
  if (address === undefined) {
    return <p className="absolute inset-0 grid place-items-center text-dim text-xs">{isError ? t.failed : t.drawing}</p>
  }
  return (
    <img
      src={address}
      alt=""
      draggable={false}
      className="absolute inset-y-0 h-full max-w-none"
      style={{ left: `${placeOf(view, startsAt) * 100}%`, width: `${(durationSeconds / lengthOf(view)) * 100}%` }}
    />
  )
}

async function picture(url: string, signal: AbortSignal): Promise<Blob> {
  const query = new URLSearchParams({ url: ownUrl(url), width: `${WIDTH}`, height: `${HEIGHT}` })
  const response = await authorised(new Request(`/api/v3/media/spectrogram?${query}`, { signal }))
  if (!response.ok) throw errorOf(response.status, await response.json().catch(() => undefined))
  return response.blob()
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}
