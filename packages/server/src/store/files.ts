import type { Readable } from 'node:stream'

export interface StoredFile {
  readonly key: string
  readonly sizeBytes: number
}

/**
 * Where clips live: a local folder, or an S3 bucket. Keys are made by us, never by a caller:
 * `uploads/<random>/<name>.<ext>`, `outputs/<random>/<n>.<ext>`, and what was made of these under keys that are made of theirs.
 */
export interface FileStore {
  /**
   * Called to store a whole body, which may break off from the very first moment. Atomic: the key exists only once the
   * last byte is safe. Rejects when the key is taken (`file_exists`), as soon as more than `maxBytes` arrive
   * (`file_too_large`), and when fewer than `minBytes` did (`size_mismatch`); every time nothing is left behind.
   */
  put(key: string, body: Readable | Uint8Array, maxBytes: number, minBytes?: number): Promise<StoredFile>
  /** `undefined` when there is no such file. */
  stat(key: string): Promise<StoredFile | undefined>
  /** Called after `stat`; `range` is inclusive at both ends. */
  open(key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>
  /** Called for small files and by the worker: the whole content. */
  read(key: string): Promise<Uint8Array>
  /** What was made of the file goes with it. Missing files are not an error. */
  delete(key: string): Promise<void>
}

/** What a store offers to whoever tidies it up; the methods of the port are all that others need. */
export interface FileSweep {
  /** The keys of what was stored before `time`, in no order. Files may be deleted while this goes on. */
  storedBefore(time: Date): AsyncIterable<string>
  /** Removes what has not grown since `time` and never became a file, because its process was killed. */
  removeUnfinished(time: Date): Promise<void>
}
