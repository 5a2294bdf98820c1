import { Button, Spinner } from '@fluentui/react-components'
import { AddRegular, CircleRegular, FolderOpenRegular, LockClosedRegular, ShieldCheckmarkRegular, VideoClipRegular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import type { ProjectState, RecentProject } from '../../../shared/ipc/views'
import { START } from '../../texts/start'
import { Banner } from '../../ui/banner'
import { useDroppedFiles } from '../../ui/dropped-files'
import { formatRecentTime } from '../../ui/format'
import { CommandKeys } from '../../ui/key'
import type { Failure } from '../../ui/row-source'
import { EmptyState, FailedState } from '../../ui/states'
import { OwnFilesDialog } from './own-files-dialog'
import { TemplateDialog } from './template-dialog'
import './start.css'

interface Props {
  readonly recent: readonly RecentProject[]
  readonly notice: string | undefined
  readonly busy: boolean
  readonly failure: Failure | undefined
  readonly onSample: () => void
  readonly onOpen: () => void
  readonly onRecent: (folder: string) => void
  readonly onProject: (project: ProjectState) => void
}

/** No project is open: the sample, own files or a template, a folder, recent ones. */
export function StartView({ recent, notice, busy, failure, onSample, onOpen, onRecent, onProject }: Props) {
  const [own, setOwn] = useState(false)
  const [choosesTemplate, setChoosesTemplate] = useState(false)
  const dropped = useDroppedFiles((state) => state.files.length > 0)
  if (dropped && !own) setOwn(true)
  return (
    <main id="main" className="start" aria-labelledby="screen-title" data-region="main" tabIndex={-1}>
      <div className="start-page">
        <h1 id="screen-title" tabIndex={-1}>{START.headline}</h1>
        <p className="start-lead">{START.lead}</p>
        {notice !== undefined && <Banner status="warning">{notice}</Banner>}
        {failure !== undefined && <FailedState failure={failure} />}
        <div className="start-cards">
          <Choice
            icon={<VideoClipRegular />} title={START.sampleTitle} why={START.sampleWhy}
            note={busy ? <Spinner size="tiny" label={START.opening} /> : START.sampleNote}
          >
            <Button appearance="primary" disabled={busy} onClick={onSample}>{START.sampleAction}</Button>
          </Choice>
          <Choice icon={<AddRegular />} title={START.newTitle} why={START.newWhy}>
            <Button disabled={busy} onClick={() => { setOwn(true) }}>{START.ownAction}</Button>
            <Button disabled={busy} onClick={() => { setChoosesTemplate(true) }}>{START.templateAction}</Button>
          </Choice>
          <Choice icon={<FolderOpenRegular />} title={START.openTitle} why={START.openWhy}>
            <Button disabled={busy} onClick={onOpen}>{START.openAction}</Button>
          </Choice>
        </div>
        <div className="start-lists">
          <section className="start-list">
            <h2>{START.tour}</h2>
            <ul>
              {START.tourSteps.map((step) => (
                <li key={step.text}><CircleRegular aria-hidden="true" /><span>{step.text}</span><span className="small quiet">{step.place}</span></li>
              ))}
            </ul>
          </section>
          <section className="start-list">
            <h2>{START.recent}</h2>
            {recent.length === 0 && (
              <EmptyState title={START.noRecent} picture={<FolderOpenRegular className="start-folder" aria-hidden="true" />}>{START.noRecentWhy}</EmptyState>
            )}
            <ul>
              {recent.map((project) => (
                <li key={project.folder}>
                  <button type="button" className="recent" disabled={busy} onClick={() => { onRecent(project.folder) }}>
                    <FolderOpenRegular aria-hidden="true" />
                    <span className="recent-name">
                      <strong>{project.name}</strong>
                      <span className="small quiet ellipsis" title={project.folder}>{project.folder}</span>
                    </span>
                    <span className="small quiet">{formatRecentTime(project.openedAt)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <p className="start-foot small quiet">
          <span><LockClosedRegular aria-hidden="true" />{START.noAccount}</span>
          <span><ShieldCheckmarkRegular aria-hidden="true" />{START.secrets}</span>
          <span className="start-keys">{START.allCommands} <span className="keys"><CommandKeys command="paletteCommands" /></span></span>
        </p>
      </div>
      {own && <OwnFilesDialog onProject={onProject} onClose={() => { setOwn(false) }} />}
      {choosesTemplate && <TemplateDialog onProject={onProject} onClose={() => { setChoosesTemplate(false) }} />}
    </main>
  )
}

function Choice({ icon, title, why, note, children }: {
  readonly icon: ReactNode
  readonly title: string
  readonly why: string
  readonly note?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="start-card">
      <span className="start-icon" aria-hidden="true">{icon}</span>
      <h2>{title}</h2>
      <p>{why}</p>
      <div className="start-action">{children}{note !== undefined && <span className="small quiet">{note}</span>}</div>
    </section>
  )
}
