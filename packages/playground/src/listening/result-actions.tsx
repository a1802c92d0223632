import { Download, Pin, Replace } from 'lucide-react'
import { ownAddress } from '../api/own-address.ts'
import { useTexts } from '../i18n/texts.ts'
import type { SourceClip } from '../play/desk.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { ResultClip } from './clips.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import { FormatMenu } from './format-menu.tsx'

interface ResultActionsProps {
  readonly clip: ResultClip
  readonly onUseAsSource: (clip: SourceClip) => void
  readonly onKeepSeed: (seed: number) => void
}

/** What can be done with the result that is picked. */
export function ResultActions({ clip, onUseAsSource, onKeepSeed }: ResultActionsProps) {
  const t = useTexts(DESK_TEXTS)
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <LinkButton href={`${ownAddress(clip.url)}?download=1`} download={clip.name}>
        <Download /> {t.download}
      </LinkButton>
      <FormatMenu clip={clip} />
      <CopyButton text={clip.url}>{t.copyUrl}</CopyButton>
      <Button look="quiet" onClick={() => onUseAsSource({ url: clip.url, name: clip.name })}>
        <Replace /> {t.asSource}
      </Button>
      <Button look="quiet" onClick={() => onKeepSeed(clip.seed)}>
        <Pin /> {t.keepSeed}
      </Button>
    </div>
  )
}
