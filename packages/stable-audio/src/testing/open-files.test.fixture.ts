import { readdirSync, readlinkSync } from 'node:fs'

/** Linux alone tells which files a process has open. */
export const TELLS_OPEN_FILES = process.platform === 'linux'

/** Paths that this process has open and that begin like this. */
export function openFilesBelow(folder: string): string[] {
  const paths = readdirSync('/proc/self/fd').map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`)
    } catch {
      return ''
    }
  })
  return paths.filter((path) => path.startsWith(folder))
}
