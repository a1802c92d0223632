/**
 * Whether an `If-None-Match` header names the copy with this tag (RFC 9110, section 13.1.2): alone, in a list, as `*`, or
 * marked as weak by a cache in between, which makes no difference here.
 */
export function namesCopy(header: string | undefined, etag: string): boolean {
  if (header?.trim() === '*') return true
  const tags: readonly string[] = header?.match(/"[^"]*"/g) ?? []
  return tags.includes(etag)
}
