import { Pause, Play, VolumeX } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ownAddress } from '../../api/own-address.ts'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { soundBegins } from '../../ui/one-sound.ts'
import type { SourceClip } from '../desk.ts'
import { SOURCE_TEXTS } from './source-texts.ts'

/** Plays the clip right here; give it the clip's address as key. */
export function PreviewButton({ clip }: { readonly clip: SourceClip }) {
  const t = useTexts(SOURCE_TEXTS)
  const player = useRef<HTMLAudioElement>(null)
  const [state, setState] = useState<'paused' | 'playing' | 'unplayable'>('paused')
  const stop = useCallback((): void => player.current?.pause(), [])
  useEffect(() => {
    const element = player.current
    return () => element?.pause()
  }, [])
  const toggle = (): void => {
    if (state === 'playing') {
      stop()
      return
    }
    soundBegins(stop)
    player.current?.play().catch(() => setState('unplayable'))
  }
  const label = { paused: t.preview(clip.name), playing: t.pause, unplayable: t.unplayable }[state]
  return (
    <>
      <IconButton label={label} className="text-before" onClick={toggle}>
        {state === 'playing' ? <Pause /> : state === 'unplayable' ? <VolumeX /> : <Play />}
      </IconButton>
      {/* biome-ignore lint/a11y/useMediaCaption: a clip of music has no words to caption */}
      <audio
        ref={player}
        src={ownAddress(clip.url)}
        preload="none"
        onPlay={() => setState('playing')}
        onPause={() => setState('paused')}
        onError={() => setState('unplayable')}
      />
    </>
  )
}
