/**
 * Numbers near 1e-308 (and below 1e-38 in a Float32Array) cost a processor about a hundred cycles each, and every
 * recursive filter fed with silence decays into them. Loops therefore walk in blocks and flush their state between.
 */

// 512 samples: a state that decays fast enough to cross from the floor to the denormals inside one block also leaves
// them within a few samples; shorter blocks only cost.
export const FLUSH_BLOCK = 512

/** State below −300 dB becomes exactly 0, so that silence in comes out as silence. */
export const flush = (state: number): number => (state < 1e-15 && state > -1e-15 ? 0 : state)

/**
 * (x + ANCHOR) − ANCHOR rounds x to a multiple of 2⁻⁵², so that what is written into a feedback buffer is exactly 0 below
 * −313 dB: two additions and no branch. A float32 all-pass would otherwise hold its smallest denormal for ever.
 */
export const ANCHOR = 1
