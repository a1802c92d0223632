import type { ReactNode } from 'react'

/** One number that matters, with its name. */
export const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="flex flex-col-reverse">
    <dt className="text-xs text-dim">{name}</dt>
    <dd className="text-lg font-semibold">{value}</dd>
  </div>
)

interface TableBoxProps {
  /** For screen readers. */
  readonly label: string
  /** The first names the rows, the others stand over numbers. */
  readonly heads: readonly string[]
  readonly children: ReactNode
}

/** A table that scrolls in itself where the page is narrow. */
export const TableBox = ({ label, heads, children }: TableBoxProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
  <section aria-label={label} tabIndex={0} className="overflow-x-auto">
    <table className="w-full whitespace-nowrap [&_td]:border-t [&_td]:border-line [&_td]:py-1.5 [&_td]:pr-4 [&_td:last-child]:pr-0">
      <thead>
        <tr className="text-xs text-dim">
          {heads.map((head, column) => (
            <th
              key={head}
              scope="col"
              className={`pr-4 pb-1 font-normal last:pr-0 ${column === 0 ? 'text-left' : 'text-right'}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)
