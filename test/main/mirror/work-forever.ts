import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ProjectDocument } from '../../../shared/model/project'
import { rehearsedProject } from '../../support/mirror'

/*
 * A process that works on one mirror until it is killed: reads, rehearses and keeps, over two states of the files in turn. Bundled
 * and run by the tests; takes the project folder.
 */

async function main(folder: string): Promise<void> {
  const document = JSON.parse(readFileSync(path.join(folder, 'document.json'), 'utf8')) as ProjectDocument
  const days = ['day-1.csv', 'day-2.csv'].map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const project = rehearsedProject(folder)
  process.stdout.write('working\n')
  for (let turn = 0; ; turn++) {
    project.write('people.csv', days[turn % 2] as string)
    await project.cycle(document, turn % 3 === 2 ? { keep: false } : {})
  }
}

void main(process.argv[2] as string)
