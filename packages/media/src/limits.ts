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
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: MediaLimits = {
  // 200 MiB: ten minutes of 24-bit 48 kHz stereo WAV is 173 MB.
  maxInputBytes: 200 * MIB,
  maxDurationSeconds: 600,
  // 512 MiB: ten minutes of 32-bit float WAV is 212 MB; anything near this is a mistake.
  maxOutputBytes: 512 * MIB,
  // 60 s: the slowest honest file (ten minutes to ogg on a busy small machine) takes about 20 s.
  maxSeconds: 60,
  // 1 GiB: an honest file needs about 150 MB. Too low refuses long files with large indexes, too high only costs
  // memory on a hostile file, for at most `maxSeconds`.
  maxMemoryBytes: 1024 * MIB,
}

export function withDefaultLimits(limits: Partial<MediaLimits> | undefined): MediaLimits {
  return { ...DEFAULT_LIMITS, ...limits }
}
