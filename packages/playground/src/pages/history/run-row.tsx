import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { ServerSentence } from '../../i18n/server-words/server-words.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { hasEnded } from '../../runs/run.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Notice } from '../../ui/panel.tsx'
import { type Entry, fileNameOf, promptOf, stateOf } from './entry.ts'
import { toggle } from './playing.ts'
import { ResultPlayer } from './result-player.tsx'
import { RunActions } from './run-actions.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunProgress } from './run-state.tsx'
import { Settings } from './settings.tsx'
import { HISTORY_TEXTS } from './texts.ts'

interface RunRowProps {
  readonly entry: Entry
  /** From 1, and of how many. */
  readonly place: number
  readonly total: number
  readonly open: boolean
  readonly selected: boolean
  readonly onOpen: (open: boolean) => void
  readonly onSelect: (selected: boolean) => void
  readonly onDelete: () => void
  readonly onAgain: () => void
}

export function RunRow({ entry, place, total, open, selected, onOpen, onSelect, onDelete, onAgain }: RunRowProps) {
  const t = useTexts(HISTORY_TEXTS)
  const { listed } = entry
  const titleId = useId()
  const prompt = promptOf(listed) || t.noPrompt
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // Keys pressed on something inside the row are that thing's own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const [first] = listed.outputs
    if (event.key === ' ' && first !== undefined) toggle(first)
    else if (event.key === 'Enter') onOpen(!open)
    else if (event.key === 'Delete') onDelete()
    else if (event.key === 'ArrowDown') focusRow(event.currentTarget.nextElementSibling)
    else if (event.key === 'ArrowUp') focusRow(event.currentTarget.previousElementSibling)
    else if (event.key !== ' ') return
    event.preventDefault()
  }
  return (
    <article
      // biome-ignore lint/a11y/noNoninteractiveTabindex: articles of a feed take the focus
      tabIndex={0}
      aria-labelledby={titleId}
      aria-posinset={place}
      aria-setsize={total}
      aria-keyshortcuts="Space Enter Delete ArrowUp ArrowDown"
      onKeyDown={onKeyDown}
      className={classes(
        'grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-2 px-3 py-3 first:rounded-t-xl last:rounded-b-xl focus-visible:-outline-offset-2 sm:px-4',
        'md:grid-cols-[auto_minmax(0,1fr)_minmax(0,20rem)_auto]',
        selected && 'bg-raised/60',
      )}
    >
      <input
        type="checkbox"
        aria-label={t.select(prompt)}
        checked={selected}
        onChange={(event) => onSelect(event.target.checked)}
        className="mt-1 size-4 accent-accent"
      />
      <div className="min-w-0">
        <h2 id={titleId} title={prompt} className={classes('wrap-anywhere', !open && 'line-clamp-2')}>
          {prompt}
        </h2>
        <RunFacts listed={listed} />
      </div>
      <div className="col-start-2 col-end-4 row-start-2 grid min-w-0 content-center gap-1 md:col-start-3 md:col-end-4 md:row-start-1">
        <Outcome {...entry} />
      </div>
      <IconButton
        label={t.details}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
        className="col-start-3 row-start-1 md:col-start-4"
      >
        <ChevronDown className={classes('transition-transform', open && 'rotate-180')} />
      </IconButton>
      {open && <Details {...{ listed, onDelete, onAgain }} />}
    </article>
  )
}

const focusRow = (row: Element | null): void => {
  if (row instanceof HTMLElement) row.focus()
}

/** The results, how far they are, or why there are none. */
function Outcome({ listed, live }: Entry) {
  const t = useTexts(HISTORY_TEXTS)
  if (!hasEnded(listed)) return <RunProgress listed={listed} {...(live && { live })} />
  if (listed.status === 'failed') {
    return stateOf(listed) === 'cancelled' ? null : (
      <p className="text-bad wrap-anywhere">
        <ServerSentence>{listed.error}</ServerSentence>
      </p>
    )
  }
  const single = listed.outputs.length === 1
  return listed.outputs.map((url, index) => (
    <ResultPlayer
      key={url}
      url={url}
      name={single ? t.result : t.resultNumber(index + 1)}
      fileName={fileNameOf(listed, index)}
    />
  ))
}

function Details({ listed, onDelete, onAgain }: Pick<RunRowProps, 'onDelete' | 'onAgain'> & Pick<Entry, 'listed'>) {
  const t = useTexts(HISTORY_TEXTS)
  const warnings = listed.warnings ?? []
  return (
    <div className="col-span-full grid gap-3 border-t border-line pt-3 sm:pl-7">
      {warnings.length > 0 && (
        <Notice tone="warn">
          <p className="font-medium">{t.warnings}</p>
          <ul className="list-disc pl-4">
            {warnings.map((warning) => (
              <li key={warning}>
                <ServerSentence>{warning}</ServerSentence>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Settings listed={listed} />
      <RunActions listed={listed} onDelete={onDelete} onAgain={onAgain} />
    </div>
  )
}
