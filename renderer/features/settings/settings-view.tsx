import { Button, Dropdown, Option, Radio, RadioGroup } from '@fluentui/react-components'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Settings } from '../../../shared/ipc/views'
import { SETTINGS } from '../../texts/settings'
import { ScreenFrame } from '../../ui/screen'
import { KeySettings } from './key-settings'
import './settings.css'

const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200]
const DEFAULTS = { theme: 'system', density: 'default', zoomPercent: 100, navigationCollapsed: false, tour: 'open' } as const satisfies Partial<Settings>

interface Props {
  readonly settings: Settings
  readonly version: string
  readonly platform: string
  /** `keys` and `about` scroll there. */
  readonly section: string | number | undefined
  readonly onSave: (settings: Partial<Settings>) => void
}

/** How the application behaves. Changes apply at once, each with its way back. */
export function SettingsView({ settings, version, platform, section, onSave }: Props) {
  const keys = useRef<HTMLElement>(null)
  const about = useRef<HTMLElement>(null)
  useEffect(() => { (section === 'about' ? about : section === 'keys' ? keys : undefined)?.current?.scrollIntoView() }, [section])
  return (
    <ScreenFrame title={SETTINGS.title}>
      <div className="settings">
        <section>
          <h2>{SETTINGS.appearance}</h2>
          <Setting label={SETTINGS.theme} changed={settings.theme !== DEFAULTS.theme} onReset={() => { onSave({ theme: DEFAULTS.theme }) }}>
            <Choices label={SETTINGS.theme} value={settings.theme} choices={SETTINGS.themes} onChange={(theme) => { onSave({ theme }) }} />
          </Setting>
          <Setting label={SETTINGS.density} changed={settings.density !== DEFAULTS.density} onReset={() => { onSave({ density: DEFAULTS.density }) }}>
            <Choices label={SETTINGS.density} value={settings.density} choices={SETTINGS.densities} onChange={(density) => { onSave({ density }) }} />
          </Setting>
          <Setting label={SETTINGS.zoom} changed={settings.zoomPercent !== DEFAULTS.zoomPercent} onReset={() => { onSave({ zoomPercent: DEFAULTS.zoomPercent }) }}>
            <Dropdown
              aria-label={SETTINGS.zoom} value={`${String(settings.zoomPercent)} %`} selectedOptions={[String(settings.zoomPercent)]}
              onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onSave({ zoomPercent: Number(data.optionValue) }) }}
            >
              {ZOOMS.map((zoom) => <Option key={zoom} value={String(zoom)}>{`${String(zoom)} %`}</Option>)}
            </Dropdown>
          </Setting>
          <Setting label={SETTINGS.navigation} changed={settings.navigationCollapsed} onReset={() => { onSave({ navigationCollapsed: false }) }}>
            <Choices label={SETTINGS.navigation} value={settings.navigationCollapsed ? 'collapsed' : 'expanded'} choices={{ expanded: SETTINGS.expanded, collapsed: SETTINGS.collapsed }} onChange={(value) => { onSave({ navigationCollapsed: value === 'collapsed' }) }} />
          </Setting>
          <Setting label={SETTINGS.tour} hint={SETTINGS.tourHint} changed={settings.tour !== DEFAULTS.tour} onReset={() => { onSave({ tour: DEFAULTS.tour }) }}>
            <Choices label={SETTINGS.tour} value={settings.tour} choices={SETTINGS.tours} onChange={(tour) => { onSave({ tour }) }} />
          </Setting>
        </section>
        <section ref={keys}>
          <h2>{SETTINGS.keys}</h2>
          <p className="small quiet">{SETTINGS.keysHint}</p>
          <KeySettings changed={settings.keys} onChange={(changed) => { onSave({ keys: changed }) }} />
        </section>
        <section ref={about}>
          <h2>{SETTINGS.about}</h2>
          <dl className="about">
            <dt>{SETTINGS.version}</dt><dd>{version}</dd>
            <dt>{SETTINGS.platform}</dt><dd>{platform}</dd>
            <dt>{SETTINGS.licence}</dt><dd>{SETTINGS.licenceText}</dd>
            <dt>{SETTINGS.network}</dt><dd>{SETTINGS.networkText}</dd>
          </dl>
        </section>
      </div>
    </ScreenFrame>
  )
}

interface SettingProps {
  readonly label: string
  readonly hint?: string
  readonly changed: boolean
  readonly onReset: () => void
  readonly children: ReactNode
}

function Setting({ label, hint, changed, onReset, children }: SettingProps) {
  return (
    <div className="setting">
      <div><div className="strong">{label}</div>{hint !== undefined && <div className="small quiet">{hint}</div>}</div>
      <div className="setting-control">{children}{changed && <Button size="small" appearance="subtle" aria-label={`${SETTINGS.reset}: ${label}`} onClick={onReset}>{SETTINGS.reset}</Button>}</div>
    </div>
  )
}

interface ChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

function Choices<Value extends string>({ label, value, choices, onChange }: ChoicesProps<Value>) {
  return (
    <RadioGroup layout="horizontal" aria-label={label} value={value} onChange={(_, data) => { onChange(data.value as Value) }}>
      {(Object.keys(choices) as Value[]).map((choice) => <Radio key={choice} value={choice} label={choices[choice]} />)}
    </RadioGroup>
  )
}
