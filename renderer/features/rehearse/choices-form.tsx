import { Button, Input, Select } from '@fluentui/react-components'
import { PlayFilled } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { REHEARSE } from '../../texts/rehearse'
import { Field } from '../../ui/field'
import { jobTitle } from '../../ui/job-totals'
import { firstChoices, problemsOf, RESTARTS, toInput, type ChoiceForm, type RehearseInput } from './choices'

interface Props {
  /** Whether the clock takes the focus when the screen is opened. */
  readonly asOf: boolean
  readonly project: ProjectState
  readonly edits: number
  readonly runs: number
  readonly running: boolean
  readonly onRehearse: (input: RehearseInput) => void
}

/** The choices of a rehearsal. Locked while one runs. */
export function ChoicesForm({ asOf, project, edits, runs, running, onRehearse }: Props) {
  const draft = project.draft !== undefined
  const [form, setForm] = useState<ChoiceForm>(() => firstChoices({ draft, runs, seed: project.document.seed ?? 1 }))
  const change = (part: Partial<ChoiceForm>): void => { setForm((before) => ({ ...before, ...part })) }
  const configuration = draft ? form.configuration : 'saved'
  const { jobs } = project.document
  const problems = problemsOf(form)
  const input = toInput({ ...form, configuration })

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (input !== undefined && !running) onRehearse(input)
  }

  return (
    <form className="choices" onSubmit={submit} aria-label={REHEARSE.choices}>
      <Field label={REHEARSE.configuration}>
        <Select disabled={running} value={configuration} onChange={(_, data) => { change({ configuration: data.value === 'draft' ? 'draft' : 'saved' }) }}>
          {draft && <option value="draft">{REHEARSE.draft(edits)}</option>}
          <option value="saved">{REHEARSE.saved(project.version)}</option>
        </Select>
      </Field>
      {jobs.length > 1 && (
        <div className="choices-jobs">
          <Field label={REHEARSE.jobsChoice}>
            <Select disabled={running} value={form.job} onChange={(_, data) => { change({ job: data.value }) }}>
              <option value="">{REHEARSE.allJobs(jobs.length)}</option>
              {jobs.map((job) => <option key={job.id} value={job.id}>{jobTitle(job, project.document.systems)}</option>)}
            </Select>
          </Field>
        </div>
      )}
      <div className="choices-cycle">
        <Field label={REHEARSE.cycle} hint={REHEARSE.cycleHints[form.cycle]}>
          <Select disabled={running} value={form.cycle} onChange={(_, data) => { change({ cycle: data.value as ChoiceForm['cycle'] }) }}>
            <option value="automatic">{REHEARSE.automatic}</option>
            <option value="initial">{REHEARSE.initial}</option>
            <option value="incremental">{REHEARSE.incremental}</option>
            <optgroup label={REHEARSE.restart}>{RESTARTS.map((scope) => <option key={scope} value={scope}>{REHEARSE.restarts[scope]}</option>)}</optgroup>
          </Select>
        </Field>
      </div>
      <Field label={REHEARSE.asOf} problem={problems.asOf ? REHEARSE.asOfProblem : undefined}>
        <Input type="datetime-local" {...(asOf && { 'data-first-focus': '' })} disabled={running} value={form.asOf} title={REHEARSE.asOfHint} onChange={(_, data) => { change({ asOf: data.value }) }} />
      </Field>
      <Field label={REHEARSE.seed} problem={problems.seed ? REHEARSE.seedProblem : undefined}>
        <Input className="seed" type="number" min={0} disabled={running} value={form.seed} onChange={(_, data) => { change({ seed: data.value }) }} />
      </Field>
      <div className="choices-keep">
        <Field label={REHEARSE.keep}>
          <Select disabled={running} value={form.keep ? 'keep' : 'look'} onChange={(_, data) => { change({ keep: data.value === 'keep' }) }}>
            <option value="keep">{REHEARSE.keepYes}</option>
            <option value="look">{REHEARSE.keepNo}</option>
          </Select>
        </Field>
      </div>
      <Button className="choices-start" appearance="primary" type="submit" icon={<PlayFilled />} disabled={running || input === undefined}>{REHEARSE.start}</Button>
    </form>
  )
}
