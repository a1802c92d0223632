/** The path of a file as servers of this kind name it, behind whatever a proxy puts in front. */
const FILE = /\/files\/(?:uploads|outputs)\/[\w-]{16,64}\/[\w.-]+$/

/**
 * A file of this server as this page may fetch it. Its address carries the name by which the server was called when it was
 * made, which may be another than the one in the address bar, and the page may fetch from that one alone. What is
 * submitted or copied is the address itself: it is the one that others can use.
 */
export function ownAddress(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  const [file] = FILE.exec(pathname) ?? []
  return file === undefined ? url : file + search
}

/** The same with the host of the page in front, as an API takes it that is told of a file. */
export const ownUrl = (url: string): string => new URL(ownAddress(url), location.href).href
