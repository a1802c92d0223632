/**
 * The first of the codings, the best first, that a client takes; `undefined` when it wants the bytes as they are. A coding
 * is taken when it is named, or everything is, and not with the weight 0 (RFC 9110, section 12.5.3).
 */
export function takenCoding<Coding extends string>(
  header: string | string[] | undefined,
  codings: readonly Coding[],
): Coding | undefined {
  const weights = new Map<string, number>()
  for (const coding of String(header ?? '').split(',')) {
    const [name = '', ...parameters] = coding.toLowerCase().split(';')
    const weight = parameters.map((one) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined)
    weights.set(name.trim(), Number(weight ?? 1))
  }
  return codings.find((coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0)
}
