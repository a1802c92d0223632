import type { ReactNode } from 'react'

/** A heading and what belongs to it. */
export const Block = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="grid min-w-0 gap-2">
    <h3 className="font-semibold">{title}</h3>
    {children}
  </section>
)

export const Points = ({ items }: { readonly items: readonly string[] }) => (
  <ul className="grid max-w-prose list-disc gap-1 pl-4 marker:text-dim">
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
)

export const Steps = ({ items }: { readonly items: readonly string[] }) => (
  <ol className="grid max-w-prose list-decimal gap-1 pl-5 marker:text-dim">
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ol>
)
