const WIDTH = 28

/** A line on a terminal that is redrawn in place; silent where the output is not a terminal. */
export interface ProgressBar {
  /** @param fraction 0 … 1 */
  show(stage: string, fraction: number): void
  /** Removes the line. */
  clear(): void
}

export function progressBar(stream: NodeJS.WriteStream): ProgressBar {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} }
  return {
    show(stage, fraction) {
      const full = Math.round(Math.min(1, Math.max(0, fraction)) * WIDTH)
      const percent = `${Math.round(fraction * 100)}`.padStart(3)
      stream.write(`\r\x1b[2K[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${percent} %  ${stage}`)
    },
    clear() {
      stream.write('\r\x1b[2K')
    },
  }
}
