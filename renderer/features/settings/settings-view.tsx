import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { SETTINGS } from '../../texts/settings'
import { Banner } from '../../ui/banner'
import { ScreenFrame } from '../../ui/screen'
import { SearchField } from '../../ui/search-field'
import { EmptyState } from '../../ui/states'
import { foundSections, type Setting } from './found-settings'
import { sectionsOf, type SectionsProps } from './sections'
import './settings.css'

interface Props extends SectionsProps {
  /** The id of a section to scroll to. */
  readonly section: string | number | undefined
}

/** How the application behaves, found by a search. Changes apply at once, each with its way back. */
export function SettingsView({ section, ...props }: Props) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => { if (section !== undefined) showSection(list.current, section) }, [section])
  const sections = foundSections(sectionsOf(props), query)
  return (
    <ScreenFrame title={SETTINGS.title}>
      {props.state.settingsLost === true && <Banner status="warning">{SETTINGS.lost}</Banner>}
      <div className="settings">
        <nav className="settings-sections" aria-label={SETTINGS.sections}>
          <ul>
            {sections.map(({ id }) => <li key={id}><button type="button" onClick={() => { showSection(list.current, id) }}>{SETTINGS.titles[id]}</button></li>)}
          </ul>
        </nav>
        <div className="settings-main">
          <div className="settings-search">
            <SearchField label={SETTINGS.find} value={query} onChange={setQuery} />
            <span className="small quiet" role="status">
              {query === '' ? '' : SETTINGS.found(sections.reduce((sum, { settings }) => sum + settings.length, 0))}
            </span>
          </div>
          <div className="settings-list" ref={list}>
            {sections.length === 0 && (
              <EmptyState title={SETTINGS.nothing(query)} action={<Button onClick={() => { setQuery('') }}>{SETTINGS.clear}</Button>}>
                {SETTINGS.nothingWhy}
              </EmptyState>
            )}
            {sections.map(({ id, hint, settings }) => (
              <section key={id} data-section={id} aria-labelledby={`settings-${id}`}>
                <h2 id={`settings-${id}`}>{SETTINGS.titles[id]}</h2>
                {hint !== undefined && <p className="small quiet">{hint}</p>}
                {settings.map((setting) => <Row key={setting.id} setting={setting} />)}
              </section>
            ))}
          </div>
        </div>
      </div>
    </ScreenFrame>
  )
}

/** Scrolls the list alone: the window itself has nothing to scroll, and would move all the same. */
function showSection(list: HTMLElement | null, id: string | number): void {
  const section = list?.querySelector(`[data-section="${CSS.escape(String(id))}"]`)
  if (list !== null && section) list.scrollTop += section.getBoundingClientRect().top - list.getBoundingClientRect().top
}

function Row({ setting: { label, hint, control, onReset } }: { readonly setting: Setting }) {
  return (
    <div className="setting">
      <div><div className="strong">{label}</div>{hint !== undefined && <div className="small quiet">{hint}</div>}</div>
      <div className="setting-control">{control}</div>
      {onReset !== undefined && <Button size="small" appearance="subtle" aria-label={SETTINGS.resetOf(label)} onClick={onReset}>{SETTINGS.reset}</Button>}
    </div>
  )
}
