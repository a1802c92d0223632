import { CopyIcon } from '../../ui/copy-button.tsx'

/** A line for the terminal, to copy. */
export const Command = ({ text }: { readonly text: string }) => (
  <div className="flex min-w-0 items-center gap-1 rounded-md border border-line bg-ground py-0.5 pr-0.5 pl-2.5">
    <code className="min-w-0 flex-1 py-1 font-mono text-xs wrap-anywhere">{text}</code>
    <CopyIcon text={text} />
  </div>
)
