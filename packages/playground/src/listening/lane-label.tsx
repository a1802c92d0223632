import type { Outline } from '../clips/outline.ts'
import { Facts } from './facts.tsx'

interface LaneLabelProps {
  readonly colour: 'before' | 'after'
  readonly name: string
  readonly outline: Outline | undefined
}

export const LaneLabel = ({ colour, name, outline }: LaneLabelProps) => (
  <>
    <span className="flex min-w-0 items-center gap-2 font-medium">
      <span
        aria-hidden
        className={`size-2.5 shrink-0 rounded-full ${colour === 'before' ? 'bg-before' : 'bg-after'}`}
      />
      <span className="truncate">{name}</span>
    </span>
    {outline && <Facts outline={outline} />}
  </>
)

interface PickResultProps {
  readonly name: string
  readonly picked: boolean
  readonly outline: Outline | undefined
  readonly onPick: () => void
}

export const PickResult = ({ name, picked, outline, onPick }: PickResultProps) => (
  <button
    type="button"
    aria-pressed={picked}
    onClick={onPick}
    className="flex min-w-0 flex-1 items-center justify-between gap-2 rounded text-left text-dim hover:text-ink aria-pressed:text-ink"
  >
    <LaneLabel colour="after" name={name} outline={outline} />
  </button>
)
