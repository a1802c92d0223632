import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { useServer } from '../../catalogue/catalogue.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { pathOf } from '../../play/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../shared/page.tsx'
import { Empty, Failed, Waiting } from '../shared/waiting.tsx'
import { DeleteRuns } from './delete-runs.tsx'
import type { Entry } from './entry.ts'
import { FilterBar } from './filter-bar.tsx'
import { type HistoryFilters, isFiltered, readFilters, writeFilters } from './history-filters.ts'
import { silence } from './playing.ts'
import { RunList } from './run-list.tsx'
import { HISTORY_TEXTS } from './texts.ts'
import { useHistory } from './use-history.ts'

export default function HistoryPage() {
  const t = useTexts(HISTORY_TEXTS)
  const { number } = useFormats()
  const server = useServer()
  const [query, setQuery] = useSearchParams()
  const filters = readFilters(query)
  const history = useHistory(filters)
  const [doomed, setDoomed] = useState<readonly Entry[]>([])
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  useEffect(() => () => silence(), [])
  const { entries, total } = history
  const filter = (next: HistoryFilters): void => {
    setSaid('')
    // What is no longer in sight must not be deleted with the rest.
    setSelected(new Set())
    setQuery(writeFilters(next), { replace: true })
  }
  return (
    <Page title={t.title} lead={[t.lead, ...(server ? [t.kept(server.retention_days)] : [])].join(' ')}>
      <FilterBar filters={filters} onChange={filter} />
      <p role="status" className="-mb-2 min-h-5 text-xs text-dim">
        {said || (history.isSuccess && total > 0 && t.runs(total, number(total)))}
      </p>
      {history.isPending && <Waiting rows={6} />}
      {history.isError && <Failed error={history.error} onAgain={() => void history.refetch()} />}
      {history.isSuccess && entries.length === 0 && <Nothing filtered={isFiltered(filters)} />}
      {entries.length > 0 && (
        <RunList
          {...{ entries, total, selected }}
          onSelect={setSelected}
          onDelete={setDoomed}
          onAgain={() => setSaid(t.againDone)}
        />
      )}
      {history.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t.more}
        </Button>
      )}
      <DeleteRuns
        entries={doomed}
        onClose={() => setDoomed([])}
        onDeleted={(ids) => setSelected((before) => new Set([...before].filter((id) => !ids.includes(id))))}
      />
    </Page>
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  const t = useTexts(HISTORY_TEXTS)
  if (filtered) return <Empty title={t.noMatchTitle}>{t.noMatch}</Empty>
  return (
    <Empty title={t.emptyTitle}>
      <p>{t.empty}</p>
      <Link
        href={pathOf('audio-to-audio')}
        className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-semibold text-on-accent hover:brightness-110"
      >
        {t.emptyAction}
      </Link>
    </Empty>
  )
}
