import { type FormEvent, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextBox } from '../../ui/field.tsx'
import { Notice } from '../../ui/panel.tsx'
import { Command } from '../shared/command.tsx'
import { KEYS_TEXTS } from './texts.ts'
import { useKeyActions, useKeyErrorText } from './use-keys.ts'

const LONGEST_NAME = 100

interface NewKeyProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Asks for a name, then shows the key, this once. */
export function NewKey({ open, onClose }: NewKeyProps) {
  const t = useTexts(KEYS_TEXTS)
  const [key, setKey] = useState<string>()
  const close = (): void => {
    setKey(undefined)
    onClose()
  }
  return (
    <Dialog title={key === undefined ? t.create : t.created} open={open} onClose={close}>
      {key === undefined ? <NameForm onCreated={setKey} /> : <ShownOnce text={key} onDone={close} />}
    </Dialog>
  )
}

function NameForm({ onCreated }: { readonly onCreated: (key: string) => void }) {
  const t = useTexts(KEYS_TEXTS)
  const { create } = useKeyActions()
  const errorText = useKeyErrorText()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setBusy(true)
    create(name.trim())
      .then(onCreated)
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={t.name} help={t.nameHelp} error={error === undefined ? undefined : errorText(error)}>
        {(ids) => (
          <TextBox
            {...ids}
            ref={focusFirst}
            required
            maxLength={LONGEST_NAME}
            placeholder={t.namePlaceholder}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" className="justify-self-end" disabled={busy || name.trim() === ''}>
        {t.make}
      </Button>
    </form>
  )
}

const focusFirst = (box: HTMLInputElement | null): void => box?.setAttribute('autofocus', '')

function ShownOnce({ text, onDone }: { readonly text: string; readonly onDone: () => void }) {
  const t = useTexts(KEYS_TEXTS)
  return (
    <div className="grid gap-3">
      <Notice tone="warn">{t.once}</Notice>
      <Command text={text} />
      <Button look="primary" className="justify-self-end" onClick={onDone}>
        {t.done}
      </Button>
    </div>
  )
}
