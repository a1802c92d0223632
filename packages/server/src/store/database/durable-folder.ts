import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** The part of Emscripten that is put right here; not in PGlite's published types. */
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number } }
}

/**
 * A data folder whose commits reach the disk. PGlite 0.5.16 turns fsync off and Emscripten's NODEFS has no fsync at all,
 * so without this a power cut can lose acknowledged work. Relies on an internal of that version: keep the pin, and the
 * test that counts one fsync a commit.
 */
export class DurableFolder extends NodeFS {
  readonly #fsync: (fileDescriptor: number) => void

  constructor(folder: string, fsync: (fileDescriptor: number) => void = fsyncSync) {
    super(folder)
    this.#fsync = fsync
  }

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options)
    const addFsync = (module: unknown): void => {
      ;(module as EmscriptenModule).NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) this.#fsync(stream.nfd)
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } }
  }
}
