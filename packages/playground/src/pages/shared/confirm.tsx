import { type ReactNode, useState } from 'react'
import { useErrorText } from '../../i18n/error-texts.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/panel.tsx'

const TEXTS = defineTexts({ en: { cancel: 'Keep' }, tr: { cancel: 'Vazgeç' } })

interface ConfirmProps {
  readonly title: string
  /** What the button that does it says. */
  readonly action: string
  readonly open: boolean
  readonly onClose: () => void
  /** Closed once it has succeeded; what it throws is shown. */
  readonly onConfirm: () => Promise<unknown>
  /** In place of the common text of an error. */
  readonly errorText?: (error: unknown) => string
  readonly children: ReactNode
}

/** Asks before something that cannot be undone. */
export function Confirm({ title, open, onClose, ...rest }: ConfirmProps) {
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <Question {...rest} onClose={onClose} />
    </Dialog>
  )
}

function Question({ action, onClose, onConfirm, errorText, children }: Omit<ConfirmProps, 'title' | 'open'>) {
  const t = useTexts(TEXTS)
  const commonText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">{children}</div>
      {error !== undefined && <Notice tone="bad">{(errorText ?? commonText)(error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button ref={focusFirst} onClick={onClose}>
          {t.cancel}
        </Button>
        <Button look="danger" disabled={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </div>
  )
}

/** React keeps `autoFocus` to itself, and a dialog looks for the attribute when it opens. */
const focusFirst = (button: HTMLButtonElement | null): void => button?.setAttribute('autofocus', '')
