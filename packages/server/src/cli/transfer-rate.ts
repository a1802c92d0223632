// 10 s: long enough that the figure can be read, short enough that it follows a connection that slows down.
const WINDOW_MS = 10_000

interface Sample {
  readonly timeMs: number
  readonly doneBytes: number
}

/** How fast bytes have come in lately. */
export interface TransferRate {
  /** @returns bytes a second over the last while; nothing until there is something to compare with */
  note(doneBytes: number): number | undefined
}

export function transferRate(nowMs: () => number): TransferRate {
  let samples: Sample[] = []
  return {
    note(doneBytes) {
      const timeMs = nowMs()
      samples = [...samples.filter((sample) => timeMs - sample.timeMs <= WINDOW_MS), { timeMs, doneBytes }]
      const [first] = samples
      if (first === undefined || timeMs === first.timeMs) return undefined
      return ((doneBytes - first.doneBytes) / (timeMs - first.timeMs)) * 1000
    },
  }
}

/** `1.20 of 3.49 GB, 12.3 MB/s, 3 min left` */
export function transferLine(doneBytes: number, totalBytes: number, bytesPerSecond: number | undefined): string {
  const amount = `${gigabytes(doneBytes)} of ${gigabytes(totalBytes)} GB`
  if (bytesPerSecond === undefined || bytesPerSecond <= 0) return amount
  const seconds = (totalBytes - doneBytes) / bytesPerSecond
  return `${amount}, ${(bytesPerSecond / 1e6).toFixed(1)} MB/s, ${timeLeft(seconds)} left`
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2)

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
