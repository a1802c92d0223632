import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useFormats } from '../../i18n/format.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'

const TEXTS = defineTexts({
  en: {
    newer: 'Newer',
    older: 'Older',
    shown: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
  },
  tr: {
    newer: 'Daha yeni',
    older: 'Daha eski',
    shown: (from, to, total) => `${total} kayıttan ${from}–${to}`,
  },
})

interface PagerProps {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  readonly total: number
  readonly onPage: (page: number) => void
}

/** Leafs through a list that is newest first; nothing where one page holds all. */
export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const t = useTexts(TEXTS)
  const { number } = useFormats()
  if (total <= pageSize && page === 1) return null
  const from = Math.min(total, (page - 1) * pageSize + 1)
  const to = Math.min(total, page * pageSize)
  return (
    <div className="flex items-center justify-end gap-1 pt-2 text-dim">
      <span aria-live="polite" className="mr-1">
        {t.shown(number(from), number(to), number(total))}
      </span>
      <IconButton label={t.newer} disabled={page === 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={t.older} disabled={to >= total} onClick={() => onPage(page + 1)}>
        <ChevronRight />
      </IconButton>
    </div>
  )
}
