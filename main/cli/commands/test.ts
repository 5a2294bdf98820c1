import type { GoldenResult } from '../../../shared/ipc/lens-views'
import type { ProjectDocument } from '../../../shared/model/project'
import { goldenSentence, runGolden } from '../../../shared/model/run-golden'
import { junitXml } from '../../exporters/junit'
import { writeExport } from '../../jobs/save-export'
import { type Command, EXIT, flag, option } from '../command'
import { DRAFT, ONE_JOB, takes } from '../options'
import { jobOf, openRunnable } from '../project-session'

export const testCommand: Command = {
  name: 'test',
  usage: 'test FOLDER [--job ID] [--junit FILE] [--draft]',
  summary: "The project's golden records; status 1 when one is wrong",
  options: { job: ONE_JOB, junit: takes('FILE', 'also writes JUnit XML, for a build server'), draft: DRAFT },
  examples: [
    'test my-project',
    'test my-project --junit results.xml',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const named = option(args, 'job')
    const job = named === undefined ? undefined : jobOf(project.document, named).id
    const results = runGolden(project.document, { job })
    const file = option(args, 'junit')
    if (file !== undefined) await writeExport(file, junitXml(project.document.name, results))
    const failed = results.filter(({ passed }) => !passed)
    if (context.json) context.writeJson({ total: results.length, passed: results.length - failed.length, failed: failed.map(toJson) })
    for (const result of failed) context.say(goldenSentence(result))
    context.say(results.length === 0
      ? noneRun(project.document, job)
      : `${results.length - failed.length} of ${results.length} expectations of ${new Set(results.map(({ test }) => test)).size} golden records hold.`)
    return failed.length > 0 ? EXIT.failed : EXIT.done
  },
}

/** Why nothing was run. */
function noneRun({ tests = [] }: ProjectDocument, job: string | undefined): string {
  return tests.some((test) => job === undefined || test.job === job) ? 'The golden records expect nothing, so nothing was tested.' : 'There are no golden records.'
}

function toJson({ passed: _, ...result }: GoldenResult): Omit<GoldenResult, 'passed'> {
  return result
}
