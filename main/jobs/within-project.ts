import { isAbsolute, relative, sep } from 'node:path'
import type { ConnectorSettings } from '../../shared/model/project'

/** The settings as a project keeps them: files below its folder by their path from there, others as they stand. */
export function withinProject<Settings extends ConnectorSettings>(settings: Settings, folder: string): Settings {
  if (settings.kind === 'ldap') return settings.caFile === undefined ? settings : { ...settings, caFile: fromFolder(settings.caFile, folder) }
  return { ...settings, paths: settings.paths.map((path) => fromFolder(path, folder)) }
}

function fromFolder(path: string, folder: string): string {
  if (!isAbsolute(path)) return path
  const inside = relative(folder, path)
  return isAbsolute(inside) || inside.startsWith('..') ? path : inside.split(sep).join('/')
}
