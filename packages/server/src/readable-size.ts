const KIBIBYTE = 1024
const MEBIBYTE = 1024 * 1024

/** `15728640` becomes `15 MiB`. */
export function readableSize(bytes: number): string {
  if (bytes < KIBIBYTE) return `${bytes} bytes`
  if (bytes < MEBIBYTE) return `${(bytes / KIBIBYTE).toFixed(0)} KiB`
  const mebibytes = bytes / MEBIBYTE
  return `${Number.isInteger(mebibytes) ? mebibytes : mebibytes.toFixed(1)} MiB`
}
