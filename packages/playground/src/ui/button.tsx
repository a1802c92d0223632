import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { Hint } from './hint.tsx'

const LOOKS = {
  /** The one thing to do here. */
  primary: 'bg-accent text-on-accent font-semibold hover:brightness-110 border-transparent',
  plain: 'bg-panel text-ink border-line hover:bg-raised',
  quiet: 'bg-transparent text-dim border-transparent hover:bg-raised hover:text-ink',
  danger: 'bg-panel text-bad border-line hover:bg-raised',
} as const

interface Look {
  readonly look?: keyof typeof LOOKS
}

const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded-md border select-none whitespace-nowrap transition-colors ' +
  'disabled:opacity-45 disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0'

export function Button({ look = 'plain', className, ...rest }: ComponentProps<'button'> & Look) {
  return <button type="button" {...rest} className={classes(SHAPE, 'h-8 px-3', LOOKS[look], className)} />
}

/** A picture alone: `label` is its name for screen readers and what hovering shows. */
export function IconButton({
  label,
  look = 'quiet',
  className,
  ...rest
}: ComponentProps<'button'> & Look & { label: string }) {
  return (
    <Hint text={label}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classes(SHAPE, 'size-8 aria-pressed:bg-raised aria-pressed:text-ink', LOOKS[look], className)}
      />
    </Hint>
  )
}

/** A link that looks like a button. */
export function LinkButton({ look = 'plain', className, ...rest }: ComponentProps<'a'> & Look) {
  return <a {...rest} className={classes(SHAPE, 'h-8 px-3 no-underline', LOOKS[look], className)} />
}
