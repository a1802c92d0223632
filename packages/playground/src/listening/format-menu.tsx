import { ChevronDown, LoaderCircle } from 'lucide-react'
import { useErrorText } from '../i18n/error-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { Notice } from '../ui/panel.tsx'
import type { ResultClip } from './clips.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import { FORMAT_NAMES, type FormatChoice, formatOf, isLossless, LOSSLESS, otherChoices } from './formats.ts'
import { useOtherFormat } from './other-format.ts'

/** The result in every format but its own, and how to get a lossless one where it is not. */
export function FormatMenu({ clip }: { readonly clip: ResultClip }) {
  const t = useTexts(DESK_TEXTS)
  const errorText = useErrorText()
  const { convert, makeAgain, converting, error } = useOtherFormat(clip)
  const made = formatOf(clip.url)
  const lossyName = made !== undefined && !isLossless(made) ? FORMAT_NAMES[made] : undefined
  const bits = ({ bitDepth }: FormatChoice): string | undefined => bitDepth && t.bits(bitDepth)
  return (
    <>
      <Menu
        trigger={
          <Button>
            {t.otherFormat} <ChevronDown />
          </Button>
        }
      >
        <MenuGroup label={t.convert} note={lossyName && t.fromLossy(lossyName)}>
          {otherChoices(made).map((choice) => (
            <MenuItem
              key={choice.format + choice.bitDepth}
              name={FORMAT_NAMES[choice.format]}
              detail={bits(choice)}
              disabled={converting.includes(choice)}
              onSelect={() => convert(choice)}
            />
          ))}
        </MenuGroup>
        {lossyName && (
          <MenuGroup label={t.makeAgain}>
            {LOSSLESS.map((format) => (
              <MenuItem key={format} name={FORMAT_NAMES[format]} detail={t.newRun} onSelect={() => makeAgain(format)} />
            ))}
          </MenuGroup>
        )}
      </Menu>
      <span role="status" className="inline-flex items-center gap-1.5 text-dim text-xs">
        {converting.length > 0 && (
          <>
            <LoaderCircle className="size-4 animate-spin" aria-hidden />
            {t.converting(converting.map((choice) => FORMAT_NAMES[choice.format]).join(', '))}
          </>
        )}
      </span>
      {error !== undefined && <Notice tone="bad">{errorText(error)}</Notice>}
    </>
  )
}
