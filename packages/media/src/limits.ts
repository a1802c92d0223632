import { MediaError } from './errors.ts'

/** What one file may cost. Every limit ends in a {@link MediaError}, never in a slow or dead service. */
export interface MediaLimits {
  /** Refused before a child is started (`too_large`). */
  readonly maxInputBytes: number
  /** Counted in decoded samples, whatever the header claims (`too_long`). */
  readonly maxDurationSeconds: number
  /** Size of an encoded file (`output_too_large`). */
  readonly maxOutputBytes: number
  /** Wall clock from the start of the child; it is killed when this is over (`limit_exceeded`). */
  readonly maxSeconds: number
  /** Writable memory of the child, on systems that can limit it (`limit_exceeded`). */
  readonly maxMemoryBytes: number
  /** How far the child stands back for other processes, 0 to 19; on systems that know of it. */
  readonly niceness: number
}

/** Limits that differ from the defaults; `undefined` is the default. */
export type LimitOverrides = { readonly [Name in keyof MediaLimits]?: number | undefined }

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: MediaLimits = {
  // 200 MiB: ten minutes of 24-bit 48 kHz stereo WAV is 173 MB.
  maxInputBytes: 200 * MIB,
  maxDurationSeconds: 600,
  // 512 MiB: ten minutes of 32-bit float WAV is 212 MB; anything near this is a mistake.
  maxOutputBytes: 512 * MIB,
  // 60 s: the slowest honest file (ten minutes to ogg on a busy small machine) takes about 20 s.
  maxSeconds: 60,
  // 2 GiB of writable mappings, most of which are never touched: an honest file needs about 150 MB, and Node 24 reserves
  // 0.5 to 1.2 GiB at its start. Too low refuses every file there, too high only costs memory on a hostile file, for at
  // most `maxSeconds`.
  maxMemoryBytes: 2048 * MIB,
  niceness: 0,
}

/** The range that each limit may be set to. */
const RANGES: Readonly<Record<keyof MediaLimits, { readonly min: number; readonly max: number }>> = {
  // 4 GiB and a day: beyond these a sample count no longer fits the arrays, or a size the headers of a WAV.
  maxInputBytes: { min: 1, max: 4096 * MIB },
  maxDurationSeconds: { min: Number.MIN_VALUE, max: 86_400 },
  maxOutputBytes: { min: 1, max: 4096 * MIB },
  // A day: a timer overflows beyond 24.8 days and would fire at once.
  maxSeconds: { min: Number.MIN_VALUE, max: 86_400 },
  // 64 MiB: below about 45 Node hangs at its start in place of ending.
  maxMemoryBytes: { min: 64 * MIB, max: Number.MAX_SAFE_INTEGER },
  niceness: { min: 0, max: 19 },
}

/**
 * Fills in the defaults. A limit that is `undefined` is the default; one above its range is the top of it.
 *
 * @throws MediaError `invalid_options` for a limit that is no finite number or below its range
 */
export function withDefaultLimits(limits: LimitOverrides = {}): MediaLimits {
  const names = Object.keys(RANGES) as (keyof MediaLimits)[]
  const entries = names.map((name) => {
    const { min, max } = RANGES[name]
    const limit = limits[name] ?? DEFAULT_LIMITS[name]
    if (!Number.isFinite(limit) || limit < min) throw new MediaError('invalid_options', `${name}: ${String(limit)}`)
    return [name, Math.min(limit, max)]
  })
  return Object.fromEntries(entries)
}
