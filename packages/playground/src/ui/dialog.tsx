import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'

const TEXTS = defineTexts({ en: { close: 'Close' }, tr: { close: 'Kapat' } })

interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The browser's own modal dialog: it holds the focus, closes by Escape and needs no style of its own in the page. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const t = useTexts(TEXTS)
  const titleId = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current: dialog } = element
    if (!open) return dialog?.close()
    dialog?.showModal()
    // The first button would open its hint, and Escape would close that in place of the dialog.
    if (!dialog?.querySelector('[autofocus]')) dialog?.querySelector('h2')?.focus()
  }, [open])
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[min(92vw,44rem)] rounded-xl border border-line bg-panel text-ink shadow-2xl"
    >
      {open && (
        <div className="grid max-h-[85vh] grid-rows-[auto_1fr]">
          <header className="flex items-center justify-between border-b border-line py-2 pr-2 pl-4">
            <h2 id={titleId} tabIndex={-1} className="font-semibold outline-none">
              {title}
            </h2>
            <IconButton label={t.close} onClick={onClose}>
              <X />
            </IconButton>
          </header>
          <div className="overflow-auto p-4">{children}</div>
        </div>
      )}
    </dialog>
  )
}
