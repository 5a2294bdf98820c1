import type { Template } from './template'

/** The page beside a template's files: what the company is, how to run the two days, and what is planted in it. */
export function templateReadme({
  seed, clock, secondDayClock, document, story, about, planted,
}: Pick<Template, 'seed' | 'clock' | 'secondDayClock' | 'document' | 'story' | 'about' | 'planted'>): string {
  const nameOf = (id: string): string => document.systems.find((system) => system.id === id)?.name ?? id
  return `# ${document.name}

${story}

Everything in it is invented: people, places, numbers and addresses. It was generated from seed ${seed}; the same seed gives the same files,
byte for byte. Nothing that you change here does harm: a new copy is one \`rehearsal init\` away.

| job | from | to |
|---|---|---|
${document.jobs.map((job) => `| \`${job.id}\` | ${nameOf(job.source)} | ${nameOf(job.target)} |`).join('\n')}

| file | what it is |
|---|---|
| \`rehearsal.json\` | the project: ${document.systems.length} connected systems and ${document.jobs.length} jobs in their order |
${about.map(([file, sentence]) => `| \`${file}\` | ${sentence} |`).join('\n')}
| \`planted.json\` | every situation that was planted, with its objects and where it shows, for programs |

The first day is meant for a cycle as of \`${clock}\`, the second for one as of \`${secondDayClock}\` after the files of \`data/day-2\` have been
put in the place of the first day's.

## What is in it

${planted.map((item) => `- **${item.id}** (${item.anchors.length}, \`${item.job}\`): ${item.sentence}`).join('\n')}
`
}
