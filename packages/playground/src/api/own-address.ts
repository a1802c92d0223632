/** Paths of files, and of places to put one, as servers of this kind name them; a proxy may put something in front. */
const OWN = /\/(?:files\/(?:uploads|outputs)\/[\w-]{16,64}\/[\w.-]+|uploads\/put\/[\w-]+)$/

/**
 * A file of this server as this page may fetch it. Its address carries the name by which the server was called when it was
 * made, which may be another than the one in the address bar, and the page may fetch from that one alone. What is
 * submitted or copied is the address itself: it is the one that others can use.
 */
export function ownAddress(url: string): string {
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  const [path] = OWN.exec(pathname) ?? []
  return path === undefined ? url : path + search
}

/** The same with the host of the page in front, as an API takes it that is told of a file. */
export const ownUrl = (url: string): string => new URL(ownAddress(url), location.href).href
