import type { Readable } from 'node:stream'
import { ServerError } from '../errors.ts'
import { openLine } from '../line.ts'
import type { Drawings } from '../ports.ts'
import { drawingKey } from '../store/file-keys.ts'
import type { FileStore } from '../store/files.ts'
import type { DrawingKind } from './messages.ts'

// 2: a drawing takes a core for a second, and rendering needs the others.
const MOST_AT_ONCE = 2

// 32: half a minute of waiting for the last of them, as long as a page may be expected to wait.
const MOST_WAITING = 32

// A drawing is half a megabyte at most.
const MAX_DRAWING_BYTES = 8 * 1024 * 1024

interface DrawingOptions {
  readonly files: FileStore
  /** @throws ServerError `undrawable` */
  readonly draw: (kind: DrawingKind, clip: Readable) => Promise<Uint8Array>
}

/** Drawings are kept beside the files, whose contents never change, and go with them. Equal questions share one drawing. */
export function openDrawings({ files, draw }: DrawingOptions): Drawings {
  const underWay = new Map<string, Promise<Uint8Array>>()
  const line = openLine({ atOnce: MOST_AT_ONCE, waiting: MOST_WAITING, full: 'drawings_busy' })

  const make = async (fileKey: string, kind: DrawingKind, key: string): Promise<Uint8Array> => {
    if (await files.stat(key)) return files.read(key)
    return line(async () => {
      const drawing = await draw(kind, await files.open(fileKey))
      try {
        await files.put(key, drawing, MAX_DRAWING_BYTES)
      } catch (error) {
        // A process beside this one was quicker; the drawing is the same.
        if (!(error instanceof ServerError && error.code === 'file_exists')) throw error
      }
      return drawing
    })
  }

  return {
    of(fileKey, kind) {
      const key = drawingKey(fileKey, kind)
      const started = underWay.get(key) ?? make(fileKey, kind, key).finally(() => underWay.delete(key))
      underWay.set(key, started)
      return started
    },
  }
}
