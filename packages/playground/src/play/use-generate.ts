/** From the form to runs: what is missing or refused, and where, and the three ways to submit. */

import { useState } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import { useLanguage } from '../i18n/language.ts'
import { useServerWords } from '../i18n/server-words/server-words.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { Prediction } from '../runs/run.ts'
import { type Desk, requestOf } from './desk.ts'
import { fieldErrorOf } from './form/field-errors.ts'
import type { FormFields } from './form/form-fields.ts'
import { missingInputs } from './form/missing-inputs.ts'
import { useSubmit } from './runs/use-submit.ts'
import { drawSeed, ladderRequests, seedRequests } from './runs/variations.ts'
import { usePrice } from './use-price.ts'

const TEXTS = defineTexts({
  en: {
    audio: 'Choose a clip first, or try the example.',
    prompt: 'Say in a few words what it should sound like.',
    regions: 'Drag over the waveform to mark what shall be made anew.',
    other: 'This is needed.',
  },
  tr: {
    audio: 'Önce bir klip seçin ya da örneği deneyin.',
    prompt: 'Nasıl duyulacağını birkaç sözle anlatın.',
    regions: 'Yeniden üretilecek yeri dalga biçimi üzerinde sürükleyerek işaretleyin.',
    other: 'Bu gerekli.',
  },
})

export interface Generate {
  readonly busy: boolean
  readonly price: number | undefined
  /** What is wrong with an input, by its name. */
  readonly errors: Readonly<Record<string, string>>
  /** A refusal that no field shows. */
  readonly error: unknown
  one(): void
  ladder(): void
  seeds(): void
  /** The same once more. @returns whether it was taken; nothing is while another is being sent */
  again(prediction: Prediction): Promise<boolean>
}

interface GenerateOptions {
  readonly model: ModelName
  readonly desk: Desk
  readonly fields: FormFields
  /** A clip is on its way to the server or gone from the desk. */
  readonly uploading: boolean
  /** Called with the ids of what was taken. */
  readonly onSubmitted: (ids: readonly string[]) => void
}

export function useGenerate({ model, desk, fields, uploading, onSubmitted }: GenerateOptions): Generate {
  const t = useTexts(TEXTS)
  const language = useLanguage()
  const words = useServerWords()
  const { busy, error, submit } = useSubmit(model)
  const price = usePrice(model, desk.input)
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<Readonly<Record<string, unknown>>>({})
  const missing = missingInputs(fields, desk)

  const request = requestOf(desk)
  const send = async (requests: readonly Readonly<Record<string, unknown>>[]): Promise<boolean> => {
    if (busy) return false
    setSent(request)
    const ids = await submit(requests)
    if (ids.length > 0) onSubmitted(ids)
    return ids.length > 0
  }
  const sendForm = (requests: () => readonly Readonly<Record<string, unknown>>[]): void => {
    if (uploading) return
    setTried(missing.length > 0)
    if (missing.length > 0) focusInput(missing)
    else void send(requests())
  }
  const seed = (): number => (typeof desk.input.seed === 'number' ? desk.input.seed : drawSeed())

  const told = fieldErrorOf(error, language, words)
  // What was changed since may be right now.
  const changed = told !== undefined && JSON.stringify(sent[told.field]) !== JSON.stringify(request[told.field])
  const refusal = changed ? undefined : told
  const priceRefusal = fieldErrorOf(price.error, language, words)
  const shown = new Set([...fields.main, ...fields.advanced].map(({ name }) => name))
  return {
    busy,
    price: price.dollars,
    error: changed || (refusal && shown.has(refusal.field)) ? undefined : error,
    errors: {
      ...(tried && Object.fromEntries(missing.map((name) => [name, name in t ? t[name as keyof typeof t] : t.other]))),
      ...(refusal && { [refusal.field]: refusal.text }),
      ...(priceRefusal && { [priceRefusal.field]: priceRefusal.text }),
    },
    one: () => sendForm(() => [request]),
    ladder: () => sendForm(() => ladderRequests(request, seed())),
    seeds: () => sendForm(() => seedRequests(request, seed())),
    again: ({ input, seed: same }) => send([{ ...input, seed: same }]),
  }
}

/** Where to begin; the clip has no box of its own to go to. */
function focusInput(missing: readonly string[]): void {
  const selector = missing.map((name) => `[data-input="${name}"]`).join(', ')
  document.querySelector<HTMLElement>(selector)?.focus()
}
