/** What went wrong on the way to a server. `fetch` hides the reason one level down: "fetch failed", because ECONNREFUSED. */

/** As a person reads it. For errors of the network alone: others may quote what was asked for, a token in it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const code = codeOf(error) ?? (cause instanceof Error ? cause.message : undefined)
  return code === undefined ? error.message : `${error.message}: ${code}`
}

/**
 * Whether it may pass by itself: what the system says of connections (ECONNRESET, ENOTFOUND …), and what undici does
 * (UND_ERR_SOCKET …). A request that cannot be made and a certificate that is wrong are wrong the next time too.
 */
export function isNetworkError(error: unknown): boolean {
  const code = error instanceof Error ? codeOf(error) : undefined
  return code !== undefined && /^(E(?!RR_)[A-Z0-9_]+|UND_ERR_(?!INVALID_ARG)[A-Z_]+)$/.test(code)
}

/** A word that the system or a library made, never what a user wrote. */
export function codeOf(error: Error): string | undefined {
  const { cause } = error
  const { code } = (cause instanceof Error ? cause : error) as NodeJS.ErrnoException
  return typeof code === 'string' ? code : undefined
}
