/** One line of `retimbre doctor`. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail'
  readonly subject: string
  readonly detail: string
  /** What to do about it. */
  readonly advice?: string
}

/** A check on its way; `fraction` is 0 … 1. */
export interface Checking {
  readonly level: 'checking'
  readonly subject: string
  readonly fraction: number
}

export type Checks = AsyncGenerator<Finding | Checking, void>

export const ok = (subject: string, detail: string): Finding => ({ level: 'ok', subject, detail })

export const warn = (subject: string, detail: string, advice: string): Finding => ({
  ...{ level: 'warn', subject, detail, advice },
})

export const fail = (subject: string, detail: string, advice: string): Finding => ({
  ...{ level: 'fail', subject, detail, advice },
})

/** What a thrown value says. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** `warn  memory       3.9 GB …`, with the advice on a line of its own. */
export function findingText({ level, subject, detail, advice }: Finding): string {
  const line = `${level.padEnd(4)}  ${subject.padEnd(12)}  ${detail.replaceAll('\n', '\n    ')}\n`
  return advice === undefined ? line : `${line}      → ${advice}\n`
}
