import { isFileKey } from '../../store/file-keys.ts'

const FILES = '/files/'

/** Keys are made of letters that mean themselves in a URL, so there is nothing to encode. */
export function pathOfFile(fileKey: string): string {
  return FILES + fileKey
}

/** The other way round; `undefined` for whatever is not the path of a file of ours, however it is spelt. */
export function fileOfPath(path: string): string | undefined {
  const key = path.startsWith(FILES) ? path.slice(FILES.length) : ''
  return isFileKey(key) ? key : undefined
}
