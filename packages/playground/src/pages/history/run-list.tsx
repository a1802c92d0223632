import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import type { Entry } from './entry.ts'
import { RunRow } from './run-row.tsx'
import { HISTORY_TEXTS } from './texts.ts'

interface RunListProps {
  readonly entries: readonly Entry[]
  /** Of all pages. */
  readonly total: number
  /** Ids. */
  readonly selected: ReadonlySet<string>
  readonly onSelect: (selected: ReadonlySet<string>) => void
  readonly onDelete: (entries: readonly Entry[]) => void
  readonly onAgain: () => void
}

export function RunList({ entries, total, selected, onSelect, onDelete, onAgain }: RunListProps) {
  const t = useTexts(HISTORY_TEXTS)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div role="feed" aria-label={t.list} className="divide-y divide-line rounded-xl border border-line bg-panel">
        {entries.map((entry, index) => {
          const { id } = entry.listed
          return (
            <RunRow
              key={id}
              entry={entry}
              place={index + 1}
              total={total}
              open={open.has(id)}
              selected={selected.has(id)}
              onOpen={(now) => setOpen(changed(open, id, now))}
              onSelect={(now) => onSelect(changed(selected, id, now))}
              onDelete={() => onDelete([entry])}
              onAgain={onAgain}
            />
          )
        })}
      </div>
      <p className="hidden text-xs text-dim md:block">{t.keys}</p>
      {selected.size > 0 && <SelectionBar {...{ entries, selected, onSelect, onDelete }} />}
    </div>
  )
}

function changed(set: ReadonlySet<string>, id: string, present: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (present) next.add(id)
  else next.delete(id)
  return next
}

type SelectionBarProps = Pick<RunListProps, 'entries' | 'selected' | 'onSelect' | 'onDelete'>

/** What can be done with several at once; stays in sight. */
function SelectionBar({ entries, selected, onSelect, onDelete }: SelectionBarProps) {
  const t = useTexts(HISTORY_TEXTS)
  const { number } = useFormats()
  const chosen = entries.filter(({ listed }) => selected.has(listed.id))
  return (
    <div className="sticky bottom-3 z-10 mx-auto flex w-fit max-w-full flex-wrap items-center justify-center gap-1 rounded-xl border border-line bg-panel px-3 py-2 shadow-lg">
      <span role="status" className="px-1 font-medium">
        {t.selected(chosen.length, number(chosen.length))}
      </span>
      {chosen.length < entries.length && (
        <Button look="quiet" onClick={() => onSelect(new Set(entries.map(({ listed }) => listed.id)))}>
          {t.selectAll}
        </Button>
      )}
      <Button look="quiet" onClick={() => onSelect(new Set())}>
        {t.unselect}
      </Button>
      <Button look="danger" onClick={() => onDelete(chosen)}>
        <Trash2 /> {t.remove}
      </Button>
    </div>
  )
}
