import { type ReactNode, useEffect } from 'react'

interface PageProps {
  readonly title: string
  /** One sentence about what is to be found here. */
  readonly lead?: ReactNode
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A page beside the desk, under its heading. */
export function Page({ title, lead, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Retimbre`
    return () => {
      document.title = 'Retimbre'
    }
  }, [title])
  return (
    <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 pt-2">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {lead !== undefined && <p className="max-w-2xl text-dim">{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  )
}
