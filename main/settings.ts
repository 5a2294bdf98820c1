import Store from 'electron-store'
import { z } from 'zod'
import { contract } from '../shared/ipc/contract'
import type { RecentProject, Settings } from '../shared/ipc/views'

export interface WindowPlacement {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

const DEFAULT_SETTINGS: Settings = {
  theme: 'system', density: 'default', zoomPercent: 100, navigationCollapsed: false, paneWidth: 368, lastScreen: 'overview', tour: 'open',
  font: 'system', editorFontSize: 13, editorWrap: true, editorValues: true, keys: {}, letterKeys: true,
}

const MAX_RECENT = 10

interface Stored {
  /** As `settingsSchema` has it. */
  readonly settings: object
  readonly window: WindowPlacement
  readonly recent: readonly RecentProject[]
  /** The project to open next time; absent when it was closed. */
  readonly last?: string
}

const settingsSchema = contract['app.saveSettings'].input
const placementSchema = z.object({ x: z.int().optional(), y: z.int().optional(), width: z.int().min(200), height: z.int().min(200), maximized: z.boolean() })
const recentSchema = z.array(z.object({ folder: z.string(), name: z.string(), openedAt: z.string() }))

export interface SettingsStore {
  settings(): Settings
  /** Whether the file did not read when it was opened, so that the defaults took its place. */
  readonly lost: boolean
  saveSettings(changes: Partial<Settings>): Settings
  placement(): WindowPlacement
  savePlacement(placement: WindowPlacement): void
  recent(): readonly RecentProject[]
  /** Puts a project first among the recent ones and remembers it as the last. */
  remember(project: RecentProject): void
  last(): string | undefined
  forgetLast(): void
}

/** What the application remembers between starts, in the person's own folder. A file that does not read counts as empty. */
export function openSettings(): SettingsStore {
  let lost = false
  const defaults: Stored = { settings: {}, window: { width: 1440, height: 900, maximized: false }, recent: [] }
  const store = new Store<Stored>({ name: 'settings', defaults, clearInvalidConfig: true, deserialize: (text) => readOr(text, () => { lost = true }) })

  function settings(): Settings {
    const { success, data } = settingsSchema.safeParse(store.get('settings'))
    return { ...DEFAULT_SETTINGS, ...(success ? withoutAbsent(data) : {}) }
  }
  function recent(): readonly RecentProject[] {
    const { success, data } = recentSchema.safeParse(store.get('recent'))
    return success ? data : []
  }
  return {
    settings,
    get lost() { return lost },
    saveSettings(changes) {
      const next = { ...settings(), ...withoutAbsent(changes) }
      store.set('settings', next)
      return next
    },
    placement() {
      const { success, data } = placementSchema.safeParse(store.get('window'))
      return success ? withoutAbsent(data) : defaults.window
    },
    savePlacement: (placement) => store.set('window', placement),
    recent,
    remember(project) {
      store.set('recent', [project, ...recent().filter(({ folder }) => folder !== project.folder)].slice(0, MAX_RECENT))
      store.set('last', project.folder)
    },
    last() {
      const last = store.get('last')
      return typeof last === 'string' && last !== '' ? last : undefined
    },
    forgetLast: () => store.delete('last'),
  }
}

/** The file's text as data; a store forgives text that is no JSON, and somebody has to be told. */
function readOr(text: string, onLost: () => void): Stored {
  try {
    return JSON.parse(text) as Stored
  } catch (error) {
    onLost()
    throw error
  }
}

type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> }

function withoutAbsent<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Defined<T>
}
