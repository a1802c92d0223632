import { DropdownMenu } from 'radix-ui'
import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

interface MenuProps {
  /** A button. */
  readonly trigger: ReactNode
  readonly children: ReactNode
}

/** Opens under its button, by the pointer or by Enter and the arrows; Escape closes it. */
export const Menu = ({ trigger, children }: MenuProps) => (
  // Not modal: that would add a style of its own to the page, which its policy does not allow.
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Content
      align="start"
      sideOffset={4}
      collisionPadding={8}
      className="z-50 max-h-(--radix-dropdown-menu-content-available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line bg-panel p-1 text-ink shadow-xl"
    >
      {children}
    </DropdownMenu.Content>
  </DropdownMenu.Root>
)

interface MenuGroupProps {
  readonly label: string
  /** A sentence under the label. */
  readonly note?: string | undefined
  readonly children: ReactNode
}

export function MenuGroup({ label, note, children }: MenuGroupProps) {
  const noteId = useId()
  return (
    <DropdownMenu.Group
      aria-label={label}
      {...(note && { 'aria-describedby': noteId })}
      className="not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1"
    >
      <DropdownMenu.Label className="px-2 py-0.5 font-medium text-xs">{label}</DropdownMenu.Label>
      {note && (
        <p id={noteId} className="px-2 pb-1 text-dim text-xs">
          {note}
        </p>
      )}
      {children}
    </DropdownMenu.Group>
  )
}

interface MenuItemProps {
  readonly name: string
  /** On the right. */
  readonly detail?: string | undefined
  readonly disabled?: boolean
  readonly onSelect: () => void
}

export const MenuItem = ({ name, detail, disabled = false, onSelect }: MenuItemProps) => (
  <DropdownMenu.Item
    {...{ disabled, onSelect }}
    className={classes(
      'flex cursor-pointer items-baseline justify-between gap-4 rounded px-2 py-1 outline-none',
      'data-[highlighted]:bg-raised data-[disabled]:cursor-default data-[disabled]:opacity-45',
    )}
  >
    <span>{name}</span> <span className="text-dim text-xs">{detail}</span>
  </DropdownMenu.Item>
)
