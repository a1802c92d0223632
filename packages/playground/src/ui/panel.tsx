import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

/** A part of the page with a heading. */
export function Panel({
  title,
  aside,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'section'>, 'title'> & { title?: ReactNode; aside?: ReactNode }) {
  return (
    <section {...rest} className={classes('rounded-xl border border-line bg-panel p-4', className)}>
      {(title !== undefined || aside !== undefined) && (
        <header className="mb-3 flex min-h-8 items-center justify-between gap-2">
          <h2 className="font-semibold">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

const TONES = {
  plain: 'border-line text-dim',
  good: 'border-good/50 text-good',
  warn: 'border-warn/50 text-warn',
  bad: 'border-bad/50 text-bad',
} as const

export type Tone = keyof typeof TONES

/** A word or two about the state of something. */
export const Chip = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={classes('inline-flex items-center gap-1 rounded-full border px-2 text-xs leading-5', TONES[tone])}>
    {children}
  </span>
)

/** A message that stays where it is; errors are announced. */
export const Notice = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <div role={tone === 'bad' ? 'alert' : undefined} className={classes('rounded-md border px-3 py-2', TONES[tone])}>
    {children}
  </div>
)

/** @param fraction 0 … 1; absent: nobody knows */
export function ProgressBar({ fraction, label }: { readonly fraction?: number | undefined; readonly label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(fraction !== undefined && { 'aria-valuenow': Math.round(fraction * 100) })}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className={classes(
          'h-full rounded-full bg-accent transition-[width] duration-500',
          fraction === undefined && 'w-1/3 animate-pulse',
        )}
        style={fraction === undefined ? undefined : { width: `${fraction * 100}%` }}
      />
    </div>
  )
}
