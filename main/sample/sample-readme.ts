import type { PlantedAtHop } from './chain/planted-chain'
import type { PlantedItem } from './planting'

export interface SampleCounts {
  /** Workers with a Worker_ID of their own, on each day. */
  readonly workers: number
  readonly secondDayWorkers: number
  readonly rows: number
  readonly accounts: number
  readonly groups: number
  readonly organizationalUnits: number
}

/** The page beside the sample's files: what the company is, how to run the two days, and what is planted in it. */
export function sampleReadme(sample: {
  readonly seed: number
  readonly clock: string
  readonly secondDayClock: string
  readonly counts: SampleCounts
  readonly planted: readonly PlantedItem[]
  readonly plantedAtHops: readonly PlantedAtHop[]
}): string {
  const { seed, clock, secondDayClock, counts, planted, plantedAtHops } = sample
  const chained = plantedAtHops.length > 0
  return `# Northwind Hospital Group

A sample company for Rehearsal. Everything in it is invented: people, places, numbers and addresses. It was generated from seed ${seed};
the same seed gives the same files, byte for byte. Nothing that you change here does harm: a new copy is one \`rehearsal init\` away.

| file | what it is |
|---|---|
| \`rehearsal.json\` | the project: ${chained ? 'four connected systems and three jobs, Workday → Active Directory → Entra ID → ServiceNow' : 'two connected systems and one job, Workday → Active Directory'} |
| \`data/workers.csv\` | the HR export of the first day: ${counts.workers} workers in ${counts.rows} rows |
| \`data/directory.ldif\` | the export of the directory: ${counts.accounts} users, ${counts.groups} groups, ${counts.organizationalUnits} organizational units |
${chained ? HOP_FILES : ''}| \`data/day-2/workers.csv\` | the HR export of the next day: ${counts.secondDayWorkers} workers |
| \`planted.json\` | every situation that was planted, with its people and where it shows, for programs |

The first day is meant for a cycle as of \`${clock}\`, the second for one as of \`${secondDayClock}\` after the second day's export
has been put in the place of the first. The draft that comes with the project changes the mail domain and takes agency staff out of scope: look at what
that would do before anybody saves it.

## What is in it

${planted.map(item => `- **${item.id}** (${item.people.length === 0 ? item.accounts.length || 1 : item.people.length}): ${item.sentence}`).join('\n')}
${plantedAtHops.map(item => `- **${item.id}** (${item.people.length}, ${item.job}): ${item.sentence}\n`).join('')}`
}

const HOP_FILES = `| \`data/entra/*.json\` | pages of users and groups as Microsoft Graph answers them |
| \`data/servicenow/*.json\` | pages of users and groups as ServiceNow answers them over SCIM |
`
