import { constants, copyFile, link, mkdir, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'

/** One way of making the file `from` appear at `to`; throws where the file system cannot. */
export type Placing = (from: string, to: string) => Promise<void>

/** Shares the bytes, and survives the removal of the other name. */
const hardLink: Placing = async (from, to) => link(await realpath(from), to)

/** A clone where the file system can, so that it costs no room; under its name only when it is whole. */
const copy: Placing = async (from, to) => {
  const draft = `${to}.incomplete`
  await copyFile(from, draft, constants.COPYFILE_FICLONE)
  await rename(draft, to)
}

/** Relative, so that the cache can be moved. */
const relativeSymlink: Placing = (from, to) => symlink(relative(dirname(to), resolve(from)), to)

/** Not relative: where folders above are links themselves, the way up is not the way that the path shows. */
const absoluteSymlink: Placing = (from, to) => symlink(resolve(from), to)

/** The file itself, when it cannot have two names. */
const move: Placing = (from, to) => rename(from, to)

/** A blob under its name in a snapshot. Windows allows symbolic links to few, and some shares allow no link at all. */
export const INTO_SNAPSHOT: readonly Placing[] = [relativeSymlink, hardLink, move]

/** A file of another repository of the cache as a blob of ours. */
export const INTO_BLOBS: readonly Placing[] = [hardLink, copy]

/** A person's own file as a blob of ours: with two names, a training that goes on would write into the checkpoint. */
export const COPIED_INTO_BLOBS: readonly Placing[] = [copy]

/** Files that shall lie together for a moment. */
export const INTO_TEMPORARY: readonly Placing[] = [absoluteSymlink, hardLink, copy]

/** Puts a file at `to`, in the place of what is there, in the first way that works. */
export async function placeFile(from: string, to: string, ways: readonly Placing[]): Promise<void> {
  if (await isSameFile(from, to)) return
  await mkdir(dirname(to), { recursive: true })
  await rm(to, { force: true })
  let refusal: unknown
  for (const place of ways) {
    try {
      return await place(from, to)
    } catch (error) {
      refusal = error
      await rm(to, { force: true })
    }
  }
  throw refusal
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other).catch(() => undefined)])
  return first.ino === second?.ino && first.dev === second.dev
}
