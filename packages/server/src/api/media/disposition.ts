/**
 * `Content-Disposition` that saves a file under the last part of its key: once in ASCII for old clients, once in full
 * (RFC 6266, RFC 5987).
 */
export function disposition(fileKey: string): string {
  const name = fileKey.slice(fileKey.lastIndexOf('/') + 1)
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${full}`
}
