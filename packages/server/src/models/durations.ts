/** Shortest and longest result, in seconds, of the models that make one of any length. */
export const DURATION_SECONDS = { minimum: 1, maximum: 120 } as const

/** Longest clip, in seconds, that the in- and outpainting models take in or make. */
export const MAX_EDIT_SECONDS = 380
