/**
 * The callback that a submit names in its query, as a raw query string has it (API contract, 1.1).
 *
 * The first client appends the callback without encoding it, so the callback's own `&b=2` looks like a parameter of ours.
 * When `http://` or `https://` stands there in plain letters, everything up to the end is the callback, as it is: what is
 * escaped in there belongs to it. Otherwise the client did encode, and the value ends at the next `&` as usual.
 *
 * @returns the empty text when there is none
 */
export function webhookOfQuery(url: string): string {
  const [, query = ''] = /\?(.*)$/s.exec(url) ?? []
  const [, plain] = /(?:^|&)webhook=(https?:\/\/.*)$/is.exec(query) ?? []
  return plain ?? new URLSearchParams(query).get('webhook') ?? ''
}
