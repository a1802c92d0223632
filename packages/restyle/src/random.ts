/**
 * Seeded random numbers in named streams, so that adding a block never shifts the numbers of another.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand); its state is kept in 32-bit integers, which the JIT keeps unboxed.
 */
export class Random {
  private a: number
  private b: number
  private c = 0x9e3779b9 | 0
  private counter = 1

  constructor(seed: number, stream: string) {
    this.a = seed | 0
    this.b = hash32(stream) | 0
    for (let i = 0; i < 16; i++) this.uint32()
  }

  /** Uniform integer in 0 … 2³²−1. */
  uint32(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.uint32() / 4294967296
  }

  /** Uniform in [−1, 1). */
  signed(): number {
    return this.uint32() / 2147483648 - 1
  }

  range(from: number, to: number): number {
    return from + (to - from) * this.unit()
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.unit() * choices.length)]
  }
}

/** FNV-1a with a final avalanche: stream names that differ by one letter give unrelated streams. */
function hash32(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
