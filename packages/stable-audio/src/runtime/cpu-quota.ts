/**
 * How much processor time the container of this process may use, from the control groups of Linux.
 * Source: the kernel's documentation, "Control Group v2" (cpu.max) and "CFS Bandwidth Control" (v1).
 */

/** @returns the text of a file, empty when it cannot be read */
export type ReadText = (path: string) => string

/** @returns processors' worth of time, the least of this group's and those above it; Infinity without a limit */
export function cpuQuota(read: ReadText): number {
  const groups = read('/proc/self/cgroup')
    .split('\n')
    .map((line) => /^\d+:([^:]*):(.*)$/.exec(line))
    .flatMap((match) => (match ? [{ controllers: (match[1] ?? '').split(','), path: match[2] ?? '/' }] : []))
  const limits = groups.flatMap(({ controllers, path }) => {
    if (controllers.join() === '') return pathsUp(path).map((at) => unified(read(`/sys/fs/cgroup${at}/cpu.max`)))
    if (!controllers.includes('cpu')) return []
    return pathsUp(path).flatMap((at) =>
      ['cpu', 'cpu,cpuacct'].map((root) => split(read, `/sys/fs/cgroup/${root}${at}/cpu.cfs`)),
    )
  })
  return Math.min(Number.POSITIVE_INFINITY, ...limits)
}

/** `/a/b` → `/a/b`, `/a`, and the root, which inside of a container is often the container's own group. */
function pathsUp(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..')
  return Array.from({ length: parts.length + 1 }, (_, count) =>
    parts
      .slice(0, parts.length - count)
      .map((part) => `/${part}`)
      .join(''),
  )
}

/** `200000 100000` is two processors; `max 100000` is no limit. */
function unified(text: string): number {
  const [quota, period] = text.trim().split(' ').map(Number)
  return ratio(quota, period)
}

function split(read: ReadText, file: string): number {
  return ratio(Number(read(`${file}_quota_us`) || Number.NaN), Number(read(`${file}_period_us`) || Number.NaN))
}

const ratio = (quota = Number.NaN, period = Number.NaN): number =>
  quota > 0 && period > 0 ? quota / period : Number.POSITIVE_INFINITY
