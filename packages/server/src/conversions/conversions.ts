import type { Readable } from 'node:stream'
import { ServerError } from '../errors.ts'
import { openLine } from '../line.ts'
import type { Conversions } from '../ports.ts'
import { conversionKey } from '../store/file-keys.ts'
import type { FileStore, StoredFile } from '../store/files.ts'
import { type ClipConversion, MAX_CONVERTED_BYTES } from './convert-clip.ts'

// 2: a conversion takes a core for a second or a few, and rendering needs the others.
const MOST_AT_ONCE = 2

// 16: the last of them waits for half a minute, as long as somebody may be expected to look at a busy button.
const MOST_WAITING = 16

interface ConversionOptions {
  readonly files: FileStore
  /** @throws ServerError `unconvertible` */
  readonly convert: (
    clip: Uint8Array,
    conversion: ClipConversion,
    use: (converted: Readable) => Promise<StoredFile>,
  ) => Promise<StoredFile>
}

/** One conversion, and how many wait for it. */
interface UnderWay {
  readonly made: Promise<StoredFile>
  readonly stop: AbortController
  waiting: number
}

/**
 * Conversions are kept beside the results, whose contents never change, and go with them. Equal questions share one, which
 * goes on until nobody waits for it any more.
 */
export function openConversions({ files, convert }: ConversionOptions): Conversions {
  const underWay = new Map<string, UnderWay>()
  const line = openLine({ atOnce: MOST_AT_ONCE, waiting: MOST_WAITING, full: 'conversions_busy' })

  const store = async (key: string, converted: Readable): Promise<StoredFile> => {
    try {
      return await files.put(key, converted, MAX_CONVERTED_BYTES)
    } catch (error) {
      // A process beside this one was quicker; the file is the same.
      const there = error instanceof ServerError && error.code === 'file_exists' && (await files.stat(key))
      if (!there) throw error
      return there
    }
  }

  const begin = (fileKey: string, key: string, question: Omit<ClipConversion, 'signal'>): UnderWay => {
    const stop = new AbortController()
    const { signal } = stop
    const make = async (): Promise<StoredFile> =>
      convert(await files.read(fileKey), { ...question, signal }, (converted) => store(key, converted))
    const work = { made: line(make, signal), stop, waiting: 0 }
    const forget = (): void => {
      if (underWay.get(key) === work) underWay.delete(key)
    }
    work.made.then(forget, forget)
    signal.addEventListener('abort', forget)
    underWay.set(key, work)
    return work
  }

  return {
    async of(fileKey, { wanted, tags, signal }) {
      const key = conversionKey(fileKey, wanted)
      const kept = await files.stat(key)
      if (kept) return kept
      signal.throwIfAborted()
      const work = underWay.get(key) ?? begin(fileKey, key, { wanted, tags })
      work.waiting += 1
      try {
        return await unlessAborted(work.made, signal)
      } finally {
        work.waiting -= 1
        if (work.waiting === 0) work.stop.abort()
      }
    },
  }
}

function unlessAborted<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
