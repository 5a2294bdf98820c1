import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Template } from './template'
import { templateReadme } from './template-readme'

/** Writes a template's data, the list of what was planted and a page about it. `rehearsal.json` is the project's own to save. Returns the paths within the folder. */
export async function writeTemplate(folder: string, template: Template): Promise<readonly string[]> {
  const { seed, clock, secondDayClock, planted } = template
  const contents: Readonly<Record<string, string | Buffer>> = {
    ...template.files,
    'planted.json': `${JSON.stringify({ seed, clock, secondDayClock, planted }, null, 2)}\n`,
    'README.md': templateReadme(template),
  }
  for (const [file, content] of Object.entries(contents)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true })
    await writeFile(path.join(folder, file), content)
  }
  return Object.keys(contents)
}
