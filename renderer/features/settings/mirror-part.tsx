import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { COMMON } from '../../texts/common'
import { SETTINGS } from '../../texts/settings'
import { Dialog } from '../../ui/dialog'
import { formatSize } from '../../ui/format'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'

interface Props {
  readonly project: ProjectState
  /** Whether something is being read or rehearsed: it writes the mirror. */
  readonly running: boolean
}

/** What the mirror takes on the disk, and its end. */
export function MirrorPart({ project, running }: Props) {
  const storage = useRequest('project.storage', {})
  const purge = useCommand('project.purge')
  const [asking, setAsking] = useState(false)
  const bytes = storage.value?.bytes ?? 0
  async function onPurge(): Promise<void> {
    if (await purge.run({}) === null) storage.reload()
    setAsking(false)
  }
  return (
    <>
      <span>{storage.value === undefined ? '' : bytes === 0 ? SETTINGS.mirrorEmpty : SETTINGS.mirrorSize(formatSize(bytes))}</span>
      <Button size="small" disabled={bytes === 0 || running} onClick={() => { setAsking(true) }}>{SETTINGS.purge}</Button>
      {purge.failure !== undefined && <FailedState failure={purge.failure} />}
      {storage.status === 'failed' && <FailedState failure={storage.failure} onRetry={storage.reload} />}
      {asking && (
        <Dialog
          title={SETTINGS.purgeTitle} onClose={() => { setAsking(false) }}
          actions={<>
            <Button appearance="primary" disabled={purge.status === 'running'} onClick={() => { void onPurge() }}>
              {purge.status === 'running' ? SETTINGS.purging : SETTINGS.purgeNow}
            </Button>
            <Button autoFocus onClick={() => { setAsking(false) }}>{COMMON.cancel}</Button>
          </>}
        >
          <div className="purge">
            <p>{SETTINGS.purgeWhat(project.document.name, formatSize(bytes))}</p>
            <p>{SETTINGS.purgeStays}</p>
            <p>{SETTINGS.purgeFinal}</p>
          </div>
        </Dialog>
      )}
    </>
  )
}
