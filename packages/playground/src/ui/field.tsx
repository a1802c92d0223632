import { type ComponentProps, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

interface FieldProps {
  readonly label: string
  /** A sentence under the label. */
  readonly help?: ReactNode
  readonly error?: string | undefined
  /** Beside the label, on the right. */
  readonly aside?: ReactNode
  readonly children: (ids: { readonly id: string; readonly 'aria-describedby': string }) => ReactNode
}

/** A labelled control: spread what `children` is given onto it. */
export function Field({ label, help, error, aside, children }: FieldProps) {
  const id = useId()
  const note = `${id}-note`
  return (
    <div className="grid gap-1">
      <div className="flex min-h-6 items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': note })}
      <p
        id={note}
        role={error === undefined ? undefined : 'alert'}
        className={classes('text-xs', error === undefined ? 'text-dim' : 'text-bad')}
      >
        {error ?? help}
      </p>
    </div>
  )
}

const BOX =
  'w-full rounded-md border border-line bg-panel px-2.5 placeholder:text-dim/80 disabled:opacity-50 aria-invalid:border-bad'

export const TextBox = ({ className, ...rest }: ComponentProps<'input'>) => (
  <input type="text" {...rest} className={classes(BOX, 'h-8', className)} />
)

/** Grows with what is written into it. */
export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea
    rows={2}
    {...rest}
    className={classes(BOX, 'field-sizing-content max-h-72 min-h-16 resize-y py-1.5', className)}
  />
)

export const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <select {...rest} className={classes(BOX, 'h-8', className)} />
)
