import { Dialog as FluentDialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import type { ReactNode } from 'react'

interface Props {
  /** Verb and object: `Remove run 12`. */
  readonly title: string
  readonly wide?: boolean
  readonly children: ReactNode
  readonly actions: ReactNode
  readonly onClose: () => void
}

/** A dialog, open while it is rendered. Escape and the close button cancel. */
export function Dialog({ title, wide = false, children, actions, onClose }: Props) {
  return (
    <FluentDialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </FluentDialog>
  )
}
