import { Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { clipAddress } from './clip-check.ts'
import { SOURCE_TEXTS } from './source-texts.ts'
import type { Source } from './use-source.ts'

type Takes = Pick<Source, 'takeFile' | 'takeAddress'>

/** A clip may be dropped or pasted anywhere on the page; while one is dragged over it, the page says so. */
export function DropAnywhere({ source }: { readonly source: Takes }) {
  const t = useTexts(SOURCE_TEXTS)
  const over = useDroppedAndPasted(source)
  if (!over) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-ground/80 p-4">
      <p className="flex items-center gap-3 rounded-xl border-2 border-dashed border-before bg-panel px-8 py-10 text-base font-medium">
        <Upload className="size-6 text-before" aria-hidden /> {t.dropHere}
      </p>
    </div>
  )
}

function useDroppedAndPasted(source: Takes): boolean {
  const [over, setOver] = useState(false)
  const taker = useRef(source)
  useEffect(() => {
    taker.current = source
  })
  useEffect(() => {
    const end = new AbortController()
    // Every element that the pointer crosses is entered and left.
    let depth = 0
    const on = <Name extends keyof DocumentEventMap>(name: Name, hear: (event: DocumentEventMap[Name]) => void): void =>
      document.addEventListener(name, hear, { signal: end.signal })
    const show = (next: number): void => {
      depth = Math.max(0, next)
      setOver(depth > 0)
    }
    on('dragenter', (event) => holdsClip(event.dataTransfer) && show(depth + 1))
    on('dragleave', (event) => holdsClip(event.dataTransfer) && show(depth - 1))
    on('dragover', (event) => holdsClip(event.dataTransfer) && event.preventDefault())
    on('drop', (event) => {
      if (!holdsClip(event.dataTransfer)) return
      show(0)
      if (take(event.dataTransfer, taker.current)) event.preventDefault()
    })
    on('paste', (event) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]')
      // Text that is pasted into a box belongs there; a file can only be meant as the clip.
      if (typing && !event.clipboardData?.files.length) return
      if (take(event.clipboardData, taker.current)) event.preventDefault()
    })
    return () => end.abort()
  }, [])
  return over
}

const holdsClip = (data: DataTransfer | null): data is DataTransfer =>
  data !== null && (data.types.includes('Files') || data.types.includes('text/uri-list'))

function take(data: DataTransfer | null, { takeFile, takeAddress }: Takes): boolean {
  const [file] = data?.files ?? []
  if (file) {
    takeFile(file)
    return true
  }
  const url = clipAddress(data?.getData('text/uri-list') || data?.getData('text/plain') || '')
  if (url !== undefined) takeAddress(url)
  return url !== undefined
}
