import { Button } from '@fluentui/react-components'
import type { ExportCheck } from '../../../shared/ipc/views'
import { EXPORT } from '../../texts/export'
import { formatNumber } from '../../ui/format'
import { KindSign, StatusSign } from '../../ui/signs'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

interface Props {
  readonly check: ExportCheck
  readonly onRehearse: () => void
}

/** What saving the schema in Entra would set off: from the run that rehearsed this very configuration, or that none did. */
export function WhatSavingDoes({ check: { provedBy }, onRehearse }: Props) {
  if (provedBy === undefined) {
    return (
      <section className="if-saved" aria-label={EXPORT.ifSaved}>
        <h3><StatusSign status="warning" />{EXPORT.unproved}</h3>
        <div className="if-saved-line"><p>{EXPORT.unprovedWhy}</p><Button size="small" onClick={onRehearse}>{EXPORT.rehearse}</Button></div>
      </section>
    )
  }
  const kinds = KINDS.filter((kind) => provedBy.summary[kind] > 0)
  const nothing = kinds.length === 0 && provedBy.held === 0 && provedBy.failed === 0
  return (
    <section className="if-saved" aria-label={EXPORT.ifSaved}>
      <h3><StatusSign status={provedBy.held > 0 || provedBy.failed > 0 ? 'warning' : 'info'} />{EXPORT.ifSaved}</h3>
      <p>{EXPORT.initialCycle} {EXPORT.provedBy(provedBy.run)}</p>
      {nothing && <p>{EXPORT.nothing}</p>}
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <KindSign kind={kind} word="none" /><strong className="number">{formatNumber(provedBy.summary[kind])}</strong> {EXPORT.kinds[kind]}
          </li>
        ))}
        {provedBy.held > 0 && <li><StatusSign status="held" /><strong className="number">{formatNumber(provedBy.held)}</strong> {EXPORT.held}</li>}
        {provedBy.failed > 0 && <li><StatusSign status="failed" /><strong className="number">{formatNumber(provedBy.failed)}</strong> {EXPORT.failed}</li>}
      </ul>
    </section>
  )
}
