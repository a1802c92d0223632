/** A value as text for a `json` or `jsonb` column. PostgreSQL cannot hold the NUL character, which a caller's text may contain. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '') : part))
}
