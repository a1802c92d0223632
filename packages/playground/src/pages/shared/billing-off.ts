const A_MILLION = 1_000_000

/** The API has no other sign of it: with billing off every balance reads exactly a million, and real ones hardly do. */
export const isBillingOff = (balance: number): boolean => balance === A_MILLION
