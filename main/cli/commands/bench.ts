import { AppError } from '../../../shared/app-error'
import { runBench } from '../../bench/run-bench'
import { type Command, EXIT, option } from '../command'
import { takes } from '../options'

export const benchCommand: Command = {
  name: 'bench',
  usage: 'bench [--people N] [--keep FOLDER]',
  summary: 'The figures of the product on generated people, beside a bare loop',
  options: { people: takes('N', 'how many people to generate; default: 100,000'), keep: takes('FOLDER', 'leaves the generated files and both results there') },
  examples: [
    'bench --people 10000',
    'bench --keep figures --json',
  ],
  positionals: { least: 0, most: 0 },
  async run(args, context) {
    // Each measurement is a process of Node, which the installed application neither has nor may act as.
    if (process.versions['electron'] !== undefined) throw new AppError('refused', 'The installed application cannot measure: bench needs a Node to run in. In a checkout it is npm run bench.')
    const people = Number(option(args, 'people') ?? '100000')
    if (!Number.isSafeInteger(people) || people < 100) throw new AppError('usage', `--people takes a whole number from 100, not ${option(args, 'people') ?? ''}.`)
    const report = await runBench({ people, keep: option(args, 'keep'), signal: context.signal, onStep: (text) => context.progress(text, undefined) })
    if (context.json) context.writeJson(report)
    const ms = (value: number): string => `${value.toLocaleString('en-US')} ms`
    context.say(`${report.people.toLocaleString('en-US')} people × ${report.mappings} mappings, ${report.cores} cores, Node ${report.node}`)
    context.say(`  cold cycle      ${ms(report.cold.ms).padStart(10)}   (${report.cold.runs.join(', ')}; processor ${ms(report.cold.cpuMs)})`)
    context.say(`  bare loop       ${ms(report.cold.bareLoopMs).padStart(10)}   (${report.cold.bareLoopRuns.join(', ')}; processor ${ms(report.cold.bareLoopCpuMs)})`)
    context.say(`  ratio           ${report.cold.ratio.toFixed(2).padStart(10)}`)
    if (report.growth) context.say(`  growth          ${report.growth.times.toFixed(1).padStart(10)}   (times the ${ms(report.growth.ms)} of ${report.growth.people.toLocaleString('en-US')})`)
    context.say(`  peak memory     ${`${report.cold.peakMemoryMB} MB`.padStart(10)}`)
    context.say(`  plan again      ${ms(report.replan.ms).padStart(10)}   (${report.replan.people.toLocaleString('en-US')} people; for everybody ${ms(report.replan.everybody.ms)})`)
    context.say(`  incremental     ${ms(report.incremental.ms).padStart(10)}   (${report.incremental.changed.toLocaleString('en-US')} changed)`)
    context.say(`  profile         ${ms(report.profile.ms).padStart(10)}   (${report.profile.attributes} attributes)`)
    context.say(`  page of a plan  ${ms(report.planPage.ms).padStart(10)}`)
    context.say(`  facet of a plan ${ms(report.facet.ms).padStart(10)}   the first ${ms(report.facet.firstMs)}, narrowed by another ${ms(report.facet.narrowedMs)}, longest slice ${ms(report.facet.longestSliceMs)}`)
    context.say(`  lens            ${ms(report.lens.ms).padStart(10)}   (the first ${ms(report.lens.firstMs)})`)
    const { chain, forecast } = report
    const againstLimit = ({ limit }: Pick<typeof chain, 'limit'>): string => (limit === undefined ? '' : `, ${limit.ratio.toFixed(2)} of the limit of ${ms(limit.ms)}`)
    const cpu = ({ cpuMs }: { readonly cpuMs: number }): string => `processor ${ms(cpuMs)}`
    context.say(`  three hops      ${ms(chain.ms).padStart(10)}   (${chain.people.toLocaleString('en-US')} people, ${cpu(chain)}${againstLimit(chain)}; again without a change ${ms(chain.again.ms)}, planning alone ${ms(chain.plan.ms)}, one person followed ${ms(chain.followMs)})`)
    context.say(`  forecast        ${ms(forecast.ms).padStart(10)}   (${forecast.people.toLocaleString('en-US')} people, ${forecast.days} days, ${cpu(forecast)}${againstLimit(forecast)}; everybody each day ${ms(forecast.full.ms)})`)
    return EXIT.done
  },
}
