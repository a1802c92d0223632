/**
 * A file of this server as seen from this page: its address names the host that the server was told, which may be another
 * than the one in the address bar, and the page may fetch from that one alone.
 */
export function ownAddress(url: string): string {
  const { pathname, search } = new URL(url, 'http://page.invalid')
  return pathname.startsWith('/files/') ? pathname + search : url
}
