import { AppError } from '../../shared/app-error'
import { BugError } from '../../shared/assert'
import { parentPort, serve, type Question } from './child-port'

/*
 * The process that imports and rehearses: the mirror's only writer. Main gives it one piece of work at a time.
 */

function answer({ name }: Question): Promise<unknown> {
  switch (name) {
    case 'import':
    case 'rehearse':
      throw new AppError('notThereYet', 'This cannot be done here yet.')
    default:
      throw new BugError(`The job process is asked for ${name}`)
  }
}

serve(parentPort(), answer)
