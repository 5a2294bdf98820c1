import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { Dropped } from '../../shared/ipc/contract'
import { handOver } from '../bridge'
import { COMMON } from '../texts/common'
import { DROP } from '../texts/drop'
import { Banner } from '../ui/banner'
import { useDroppedFiles } from '../ui/dropped-files'
import { toFailure } from '../use-request'

interface Props {
  /** Whether a project is open. */
  readonly project: boolean
  readonly onDropped: (dropped: Dropped) => void
}

/** The whole window takes exports and projects; while something is dragged over it, it says so. What it refuses stays said. */
export function DropArea({ project, onDropped }: Props) {
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string>()
  const taken = useDroppedFiles((state) => state.takers > 0)

  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => { if (event.relatedTarget === null) setOver(false) }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(false)
      setRefused(undefined)
      handOver([...event.dataTransfer?.files ?? []]).then(onDropped, (error: unknown) => { setRefused(toFailure(error).message) })
    }
    window.addEventListener('dragover', drag)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', drag)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [onDropped])

  return (
    <>
      {refused !== undefined && (
        <div className="drop-refused">
          <Banner status="failed" actions={<Button size="small" onClick={() => { setRefused(undefined) }}>{COMMON.dismiss}</Button>}>{refused}</Banner>
        </div>
      )}
      {over && (
        <div className="drop-target" role="status">
          <div className="drop-words">
            <ArrowDownloadRegular aria-hidden="true" />
            <strong>{DROP.title}</strong>
            <span>{DROP.exports[taken ? 'taken' : project ? 'system' : 'project']}</span>
            <span>{DROP.folder}</span>
          </div>
        </div>
      )}
    </>
  )
}

/** Rows that are dragged to another place are no files. */
function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}
