import { clamp } from '../dsp/units.ts'
import { correlation } from './correlation.ts'
import type { Key } from './facts.ts'

/** How well each pitch class fits a key, tonic first. Source: Krumhansl and Kessler 1982. */
const MAJOR_PROFILE = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
const MINOR_PROFILE = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

/** The key whose profile correlates best with the chroma [12, C first]. */
export function estimateKey(chroma: ArrayLike<number>): Key {
  const fits: { root: number; minor: boolean; fit: number }[] = []
  for (let root = 0; root < 12; root++) {
    const fromRoot = Array.from({ length: 12 }, (_, step) => chroma[(root + step) % 12])
    fits.push({ root, minor: false, fit: correlation(fromRoot, MAJOR_PROFILE) })
    fits.push({ root, minor: true, fit: correlation(fromRoot, MINOR_PROFILE) })
  }
  fits.sort((a, b) => b.fit - a.fit)
  const [best, , third] = fits
  // The runner-up is nearly always the relative key, which shares all notes; doubt begins when a third is as good.
  const clear = clamp(0.4 + (best.fit - third.fit) * 4, 0, 1)
  return { root: best.root, minor: best.minor, confidence: clamp((best.fit - 0.3) * 1.2, 0, 1) * clear }
}

const MAJOR_SCALE = [0, 2, 4, 5, 7, 9, 11]
const MINOR_SCALE = [0, 2, 3, 5, 7, 8, 10]

/** Is the pitch class a note of the key's scale (natural minor)? */
export function isInKey(pitchClass: number, key: Pick<Key, 'root' | 'minor'>): boolean {
  return (key.minor ? MINOR_SCALE : MAJOR_SCALE).includes((pitchClass - key.root + 12) % 12)
}
