import { Download, Pin, Replace } from 'lucide-react'
import { ownAddress } from '../api/own-address.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { SourceClip } from '../play/desk.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Select } from '../ui/field.tsx'
import { Notice } from '../ui/panel.tsx'
import type { ResultClip } from './clips.ts'
import type { Deck } from './deck.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import { FORMATS, useOtherFormat } from './other-format.ts'

interface ResultActionsProps {
  readonly clip: ResultClip
  readonly deck: Deck
  readonly onUseAsSource: (clip: SourceClip) => void
  readonly onKeepSeed: (seed: number) => void
}

/** What can be done with the result that is picked. */
export function ResultActions({ clip, deck, onUseAsSource, onKeepSeed }: ResultActionsProps) {
  const t = useTexts(DESK_TEXTS)
  const { saveAsWav, makeAgain, error } = useOtherFormat(clip, deck)
  const errorText = useErrorText()
  const own = clip.url.split(/[?#]/)[0]?.split('.').at(-1) ?? ''
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <LinkButton href={`${ownAddress(clip.url)}?download=1`} download={clip.name}>
        <Download /> {t.download}
      </LinkButton>
      <Select
        aria-label={t.otherFormat}
        className="w-auto!"
        value=""
        onChange={({ target }) => (target.value === 'page' ? saveAsWav() : makeAgain(target.value))}
      >
        <option value="">{t.otherFormat}</option>
        {own !== 'wav' && <option value="page">{t.inPage}</option>}
        {FORMATS.filter((format) => format !== own && format !== 'wav').map((format) => (
          <option key={format} value={format}>
            {t.makeAgain(format.toUpperCase())}
          </option>
        ))}
      </Select>
      <CopyButton text={clip.url}>{t.copyUrl}</CopyButton>
      <Button look="quiet" onClick={() => onUseAsSource({ url: clip.url, name: clip.name })}>
        <Replace /> {t.asSource}
      </Button>
      <Button look="quiet" onClick={() => onKeepSeed(clip.seed)}>
        <Pin /> {t.keepSeed}
      </Button>
      {error !== undefined && <Notice tone="bad">{errorText(error)}</Notice>}
    </div>
  )
}
