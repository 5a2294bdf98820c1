import { readdir } from 'node:fs/promises'
import { AppError } from '../../shared/app-error'
import { systemCode } from './durable-file'

/** Generated data is written into a folder that holds nothing else, so that no file of somebody's is written over. Throws `folderNotEmpty`. */
export async function refuseFilled(folder: string): Promise<void> {
  const held = await readdir(folder).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOTDIR') throw new AppError('folderNotEmpty', `${folder} is a file, or lies within one, so a project cannot be made there. Name a folder that is empty or does not exist yet.`, { folder })
    return []
  })
  if (held.length === 0) return
  throw new AppError('folderNotEmpty', `${folder} is not empty: it holds ${held.sort().slice(0, 3).join(', ')}${held.length > 3 ? ` and ${held.length - 3} more` : ''}. Name a folder that is empty or does not exist yet; a project that is there already is opened as it is.`, { folder })
}
