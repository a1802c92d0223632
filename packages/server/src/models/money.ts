/**
 * Millionths of a dollar as the dollars of the wire. One division of two whole numbers rounds once, to the very number
 * that the decimal literal stands for: 24 000 gives 0.024 and never 0.024000000000000004.
 */
export function dollars(microdollars: number): number {
  return microdollars / 1_000_000
}

/** The other way round; `undefined` when the amount has more than six decimals, or more digits than a number holds. */
export function microdollarsOf(amountDollars: number): number | undefined {
  const microdollars = Math.round(amountDollars * 1_000_000)
  return Number.isSafeInteger(microdollars) && dollars(microdollars) === amountDollars ? microdollars : undefined
}
