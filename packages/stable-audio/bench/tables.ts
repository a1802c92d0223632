/** Tables of figures in Markdown. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function markdown({ title, head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const rule = line(head.map((_, index) => (index === 0 ? '---' : '--:')))
  return `${title}\n\n${line(head)}${rule}${rows.map(line).join('')}\n`
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const fixed = (value: number): string => value.toFixed(2)
export const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
