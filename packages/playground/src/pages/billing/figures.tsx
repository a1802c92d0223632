import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'

/** One number that matters, with its name. */
export const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="flex flex-col-reverse">
    <dt className="text-xs text-dim">{name}</dt>
    <dd className="text-lg font-semibold">{value}</dd>
  </div>
)

export interface Head {
  readonly title: string
  readonly kind: 'words' | 'number'
  /** Left out where the page is narrow; its cells carry {@link WIDE_ONLY}. */
  readonly wideOnly?: boolean
}

export const WIDE_ONLY = 'max-sm:hidden'

interface TableBoxProps {
  /** For screen readers. */
  readonly label: string
  readonly heads: readonly Head[]
  readonly children: ReactNode
}

/** A table that scrolls in itself where the page is narrow. */
export const TableBox = ({ label, heads, children }: TableBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
  <section aria-label={label} tabIndex={0} className="overflow-x-auto">
    <table className="w-full whitespace-nowrap [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:pr-4 [&_td:last-child]:pr-0">
      <thead>
        <tr className="text-xs text-dim">
          {heads.map(({ title, kind, wideOnly }) => (
            <th
              key={title}
              scope="col"
              className={classes(
                'pr-4 pb-1 font-normal last:pr-0',
                kind === 'number' ? 'text-right' : 'text-left',
                wideOnly && WIDE_ONLY,
              )}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)
