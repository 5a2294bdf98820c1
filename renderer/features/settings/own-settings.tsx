import { Dropdown, Option } from '@fluentui/react-components'
import type { Settings } from '../../../shared/ipc/views'
import { SETTINGS } from '../../texts/settings'
import { Choices } from './choices'
import type { Setting } from './found-settings'

const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200]
const FONT_SIZES = [11, 12, 13, 14, 16, 18, 20, 24]

/** The settings that have no section but these, as they are delivered. */
const STANDARD = {
  theme: 'system', density: 'default', zoomPercent: 100, font: 'system', navigationCollapsed: false, tour: 'open', editorFontSize: 13,
  editorWrap: true, editorValues: true, letterKeys: true,
} as const satisfies Partial<Settings>

type Own = keyof typeof STANDARD

export interface OwnProps {
  readonly settings: Settings
  readonly onSave: (settings: Partial<Settings>) => void
}

/** How the window looks. */
export function appearanceSettings(props: OwnProps): readonly Setting[] {
  const { settings, onSave } = props
  return [
    {
      ...own(props, 'theme', SETTINGS.theme), words: words(SETTINGS.themes),
      control: <Choices label={SETTINGS.theme} value={settings.theme} choices={SETTINGS.themes} onChange={(theme) => { onSave({ theme }) }} />,
    },
    {
      ...own(props, 'density', SETTINGS.density), words: words(SETTINGS.densities),
      control: <Choices label={SETTINGS.density} value={settings.density} choices={SETTINGS.densities} onChange={(density) => { onSave({ density }) }} />,
    },
    {
      ...own(props, 'zoomPercent', SETTINGS.zoom),
      control: (
        <Sizes
          label={SETTINGS.zoom} value={settings.zoomPercent} sizes={ZOOMS} textOf={(zoom) => `${String(zoom)} %`}
          onChange={(zoomPercent) => { onSave({ zoomPercent }) }}
        />
      ),
    },
    {
      ...own(props, 'font', SETTINGS.font), hint: SETTINGS.fontHint, words: words(SETTINGS.fonts),
      control: <Choices label={SETTINGS.font} value={settings.font} choices={SETTINGS.fonts} onChange={(font) => { onSave({ font }) }} />,
    },
    {
      ...own(props, 'navigationCollapsed', SETTINGS.navigation),
      control: (
        <Choices
          label={SETTINGS.navigation} value={settings.navigationCollapsed ? 'collapsed' : 'expanded'}
          choices={{ expanded: SETTINGS.expanded, collapsed: SETTINGS.collapsed }}
          onChange={(value) => { onSave({ navigationCollapsed: value === 'collapsed' }) }}
        />
      ),
    },
    {
      ...own(props, 'tour', SETTINGS.tour), hint: SETTINGS.tourHint,
      control: <Choices label={SETTINGS.tour} value={settings.tour} choices={SETTINGS.tours} onChange={(tour) => { onSave({ tour }) }} />,
    },
  ]
}

/** How expressions are edited. */
export function editorSettings(props: OwnProps): readonly Setting[] {
  const { settings, onSave } = props
  return [
    {
      ...own(props, 'editorFontSize', SETTINGS.editorFontSize), words: SETTINGS.font,
      control: (
        <Sizes
          label={SETTINGS.editorFontSize} value={settings.editorFontSize} sizes={FONT_SIZES} textOf={SETTINGS.pixels}
          onChange={(editorFontSize) => { onSave({ editorFontSize }) }}
        />
      ),
    },
    {
      ...own(props, 'editorWrap', SETTINGS.editorWrap), words: words(SETTINGS.wraps),
      control: (
        <Choices
          label={SETTINGS.editorWrap} value={settings.editorWrap ? 'wrap' : 'scroll'} choices={SETTINGS.wraps}
          onChange={(value) => { onSave({ editorWrap: value === 'wrap' }) }}
        />
      ),
    },
    {
      ...own(props, 'editorValues', SETTINGS.editorValues), hint: SETTINGS.editorValuesHint,
      control: (
        <Choices
          label={SETTINGS.editorValues} value={settings.editorValues ? 'show' : 'hide'} choices={SETTINGS.shows}
          onChange={(value) => { onSave({ editorValues: value === 'show' }) }}
        />
      ),
    },
  ]
}

/** Whether letters without a modifier act. */
export function letterSetting(props: OwnProps): Setting {
  const { settings, onSave } = props
  return {
    ...own(props, 'letterKeys', SETTINGS.letterKeys), hint: SETTINGS.letterKeysHint,
    control: (
      <Choices
        label={SETTINGS.letterKeys} value={settings.letterKeys ? 'on' : 'off'} choices={SETTINGS.switched}
        onChange={(value) => { onSave({ letterKeys: value === 'on' }) }}
      />
    ),
  }
}

function own({ settings, onSave }: OwnProps, id: Own, label: string): Pick<Setting, 'id' | 'label' | 'onReset'> {
  return { id, label, ...(settings[id] !== STANDARD[id] && { onReset: () => { onSave({ [id]: STANDARD[id] }) } }) }
}

function words(choices: Readonly<Record<string, string>>): string {
  return Object.values(choices).join(' ')
}

interface SizesProps {
  readonly label: string
  readonly value: number
  readonly sizes: readonly number[]
  readonly textOf: (size: number) => string
  readonly onChange: (size: number) => void
}

function Sizes({ label, value, sizes, textOf, onChange }: SizesProps) {
  return (
    <Dropdown
      className="setting-sizes" aria-label={label} value={textOf(value)} selectedOptions={[String(value)]}
      onOptionSelect={(_, data) => { if (data.optionValue !== undefined) onChange(Number(data.optionValue)) }}
    >
      {sizes.map((size) => <Option key={size} value={String(size)}>{textOf(size)}</Option>)}
    </Dropdown>
  )
}
