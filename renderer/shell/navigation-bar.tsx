import { Tooltip } from '@fluentui/react-components'
import {
  ArrowExportLtrRegular, DataTrendingRegular, ErrorCircleRegular, FilterRegular, HistoryFilled, HistoryRegular, HomeFilled, HomeRegular, LinkRegular, ListFilled, ListRegular, PlayFilled, PlayRegular,
  PlugDisconnectedRegular, SettingsRegular, ShieldErrorRegular, TableSimpleRegular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { SCREEN_TITLES, SHELL } from '../texts/shell'
import type { Navigate, Screen } from '../ui/navigation'
import { BUILT_SCREENS } from './screens'

const ICONS: Readonly<Record<Entry, { readonly regular: ReactNode; readonly filled?: ReactNode }>> = {
  overview: { regular: <HomeRegular />, filled: <HomeFilled /> },
  connections: { regular: <PlugDisconnectedRegular /> },
  mappings: { regular: <TableSimpleRegular /> },
  scope: { regular: <FilterRegular /> },
  matching: { regular: <LinkRegular /> },
  rehearse: { regular: <PlayRegular />, filled: <PlayFilled /> },
  plan: { regular: <ListRegular />, filled: <ListFilled /> },
  impact: { regular: <ShieldErrorRegular /> },
  forecast: { regular: <DataTrendingRegular /> },
  log: { regular: <HistoryRegular />, filled: <HistoryFilled /> },
  problems: { regular: <ErrorCircleRegular /> },
  export: { regular: <ArrowExportLtrRegular /> },
  settings: { regular: <SettingsRegular /> },
}

/** A person is opened from a name, not from here. */
type Entry = Exclude<Screen, 'person'>

const GROUPS: readonly { readonly title?: string; readonly screens: readonly Entry[] }[] = [
  { screens: ['overview'] },
  { title: SHELL.groups.connect, screens: ['connections'] },
  { title: SHELL.groups.author, screens: ['mappings', 'scope', 'matching'] },
  { title: SHELL.groups.rehearse, screens: ['rehearse', 'plan', 'impact', 'forecast', 'log'] },
  { title: SHELL.groups.deliver, screens: ['problems', 'export'] },
]

export interface Badge {
  readonly text: string
  /** What is counted, for the name: `Problems, 10 errors`. Empty where the text is a word. */
  readonly word: string
  readonly tone: 'neutral' | 'failed' | 'held'
}

interface Props {
  readonly current: Screen
  readonly badges: Readonly<Partial<Record<Screen, Badge>>>
  readonly collapsed: boolean
  readonly navigate: Navigate
}

/** The screens in their groups, with what needs a look on each. Collapsed, it shows signs alone. */
export function NavigationBar({ current, badges, collapsed, navigate }: Props) {
  const entry = (screen: Entry): ReactNode => (
    <Entry key={screen} screen={screen} current={current === screen} badge={badges[screen]} collapsed={collapsed} navigate={navigate} />
  )
  return (
    <nav className={collapsed ? 'navigation collapsed' : 'navigation'} aria-label={SHELL.screens} data-region="navigation" tabIndex={-1}>
      {GROUPS.filter((group) => group.screens.some((screen) => BUILT_SCREENS.includes(screen))).map((group, index) => (
        <div key={index} className="navigation-group" role="group" aria-label={group.title ?? SCREEN_TITLES.overview}>
          {group.title !== undefined && <div className="navigation-title" aria-hidden="true">{group.title}</div>}
          {group.screens.filter((screen) => BUILT_SCREENS.includes(screen)).map(entry)}
        </div>
      ))}
      <div className="navigation-foot">{entry('settings')}</div>
    </nav>
  )
}

interface EntryProps {
  readonly screen: Entry
  readonly current: boolean
  readonly badge: Badge | undefined
  readonly collapsed: boolean
  readonly navigate: Navigate
}

function Entry({ screen, current, badge, collapsed, navigate }: EntryProps) {
  const icon = ICONS[screen]
  const link = (
    <a
      href={`#${screen}`} className="navigation-entry" aria-current={current ? 'page' : undefined}
      onClick={(event) => { event.preventDefault(); navigate(screen) }}
    >
      <span className="navigation-icon" aria-hidden="true">{current ? icon.filled ?? icon.regular : icon.regular}</span>
      <span className="navigation-word">{SCREEN_TITLES[screen]}</span>
      {badge !== undefined && (
        <span className={`badge badge-${badge.tone}`}>
          <span className="visually-hidden">, </span>
          {badge.text}
          <span className="visually-hidden"> {badge.word}</span>
        </span>
      )}
    </a>
  )
  return collapsed
    ? (
      <Tooltip
        content={badge === undefined ? SCREEN_TITLES[screen] : `${SCREEN_TITLES[screen]}, ${badge.text} ${badge.word}`} relationship="inaccessible"
        positioning="after"
      >
        {link}
      </Tooltip>
    )
    : link
}
