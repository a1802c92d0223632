import type { FolderInstallProgress, PullProgress } from '@retimbre/stable-audio'
import type { ProgressBar } from './progress-bar.ts'
import { transferLine, transferRate } from './transfer-rate.ts'

export interface PullDisplay {
  show(progress: PullProgress | FolderInstallProgress): void
}

export interface DisplayTools {
  readonly bar: ProgressBar
  /** A line that stays. */
  readonly print: (line: string) => void
  readonly nowMs: () => number
}

/** A bar for what is coming in, and a line for what a person may want to read again. */
export function pullDisplay({ bar, print, nowMs }: DisplayTools): PullDisplay {
  const rate = transferRate(nowMs)
  const say = (line: string): void => {
    bar.clear()
    print(line)
  }
  return {
    show(progress) {
      if (progress.stage === 'plan') say(planLine(progress))
      else if (progress.stage === 'download') {
        const { path, doneBytes, totalBytes } = progress
        const line = transferLine(doneBytes, totalBytes, rate.note(doneBytes))
        bar.show(`${line}  ${path}`, doneBytes / totalBytes)
      } else if (progress.stage === 'verify') {
        bar.show(`checking ${progress.path}`, progress.doneBytes / progress.totalBytes)
      } else if (progress.stage === 'shared') say(`${progress.path} is shared with ${progress.from}`)
      else say(`${progress.path}: ${progress.reason}; next try in ${Math.ceil(progress.waitMs / 1000)} s`)
    },
  }
}

function planLine({ downloadBytes, freeBytes, folder }: Extract<PullProgress, { readonly stage: 'plan' }>): string {
  if (downloadBytes === 0) return `All large files are here already, in ${folder}`
  const [size, free] = [downloadBytes, freeBytes].map((bytes) => (bytes / 1e9).toFixed(2))
  return `${size} GB to download into ${folder} (${free} GB free)`
}
