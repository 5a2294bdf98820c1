import { Button } from '@fluentui/react-components'
import type { AppState, ProjectState } from '../../../shared/ipc/views'
import { SETTINGS } from '../../texts/settings'
import type { Navigate, Screen } from '../../ui/navigation'
import type { Section, Setting } from './found-settings'
import { keySettings } from './key-setting'
import { MirrorPart } from './mirror-part'
import { appearanceSettings, editorSettings, letterSetting, type OwnProps } from './own-settings'
import { KeptPasswords, StoreState } from './password-store'

export interface SectionsProps extends OwnProps {
  readonly state: AppState
  readonly project: ProjectState
  /** Whether something is being read or rehearsed. */
  readonly running: boolean
  readonly navigate: Navigate
}

/** All that can be set or looked up, in the order of the page. */
export function sectionsOf(props: SectionsProps): readonly Section[] {
  return [
    { id: 'appearance', settings: appearanceSettings(props) },
    { id: 'editor', settings: editorSettings(props) },
    { id: 'keys', hint: SETTINGS.keysHint, settings: [letterSetting(props), ...keySettings(props)] },
    { id: 'projects', settings: projectSettings(props) },
    { id: 'security', settings: [
      { id: 'store', label: SETTINGS.store, control: <StoreState /> },
      { id: 'kept', label: SETTINGS.kept, hint: SETTINGS.keptHint, control: <KeptPasswords /> },
    ] },
    { id: 'updates', settings: [{ id: 'update', label: SETTINGS.update, control: SETTINGS.updateText }] },
    { id: 'about', settings: aboutSettings(props.state) },
  ]
}

/** Where to set what belongs to the project and not to the application. */
const PLACES: readonly { readonly screen: Screen; readonly text: string }[] = [
  { screen: 'mappings', text: SETTINGS.places.guards }, { screen: 'rehearse', text: SETTINGS.places.clock },
  { screen: 'connections', text: SETTINGS.places.zones },
]

function projectSettings({ project, running, navigate }: SectionsProps): readonly Setting[] {
  return [
    { id: 'place', label: SETTINGS.place, words: project.document.name, control: <span className="mono setting-text">{project.folder}</span> },
    { id: 'mirror', label: SETTINGS.mirror, hint: SETTINGS.mirrorHint, words: SETTINGS.purge, control: <MirrorPart project={project} running={running} /> },
    {
      id: 'ofProject', label: SETTINGS.ofProject, hint: SETTINGS.ofProjectHint, words: PLACES.map(({ text }) => text).join(' '),
      control: PLACES.map(({ screen, text }) => <Button key={screen} size="small" onClick={() => { navigate(screen) }}>{text}</Button>),
    },
  ]
}

function aboutSettings({ version, engines, platform }: AppState): readonly Setting[] {
  return [
    { id: 'version', label: SETTINGS.version, control: version },
    {
      id: 'engines', label: SETTINGS.engines, words: Object.keys(engines).join(' '),
      control: Object.entries(engines).map(([name, number]) => `${name} ${number}`).join(' · '),
    },
    { id: 'platform', label: SETTINGS.platform, control: SETTINGS.platforms[platform] ?? platform },
    { id: 'licence', label: SETTINGS.licence, control: <p className="setting-text">{SETTINGS.licenceText}</p> },
    { id: 'network', label: SETTINGS.network, control: SETTINGS.networkText },
  ]
}
