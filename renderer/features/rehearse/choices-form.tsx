import { Button, Dropdown, Input, Option, Select } from '@fluentui/react-components'
import { PlayFilled } from '@fluentui/react-icons'
import { useState, type FormEvent } from 'react'
import type { ProjectState } from '../../../shared/ipc/views'
import { RESTART_SCOPES, type RestartScope } from '../../../shared/model/restart'
import { REHEARSE } from '../../texts/rehearse'
import { Field } from '../../ui/field'
import { formatDateTime } from '../../ui/format'
import { jobTitle } from '../../ui/names'
import { cycleHint, firstChoices, problemsOf, toInput, type ChoiceForm, type CycleChoice, type RehearseInput } from './choices'

interface Props {
  /** Whether the clock takes the focus when the screen is opened. */
  readonly asOf: boolean
  readonly project: ProjectState
  readonly edits: number
  readonly runs: number
  readonly running: boolean
  readonly onRehearse: (input: RehearseInput) => void
}

const CYCLES = ['automatic', 'initial', 'incremental', 'restart', 'resetScope'] as const satisfies readonly CycleChoice[]

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
      <div className="choices-configuration">
        <Field label={REHEARSE.configuration}>
          <Select disabled={running} value={configuration} onChange={(_, data) => { change({ configuration: data.value === 'draft' ? 'draft' : 'saved' }) }}>
            {draft && <option value="draft">{REHEARSE.draft(edits)}</option>}
            <option value="saved">{REHEARSE.saved(project.version)}</option>
          </Select>
        </Field>
      </div>
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
        <Field label={REHEARSE.cycle} hint={cycleHint(form)}>
          <Select disabled={running} value={form.cycle} onChange={(_, data) => { change({ cycle: data.value as CycleChoice }) }}>
            {CYCLES.map((cycle) => <option key={cycle} value={cycle}>{REHEARSE.cycleChoices[cycle]}</option>)}
          </Select>
        </Field>
      </div>
      {form.cycle === 'resetScope' && (
        <div className="choices-scopes">
          <Field label={REHEARSE.resetScope}>
            <Dropdown
              multiselect disabled={running} title={form.scopes.join(', ')}
              button={{ children: <span className="ellipsis">{form.scopes.length === 0 ? REHEARSE.noScopes : form.scopes.join(', ')}</span> }}
              value={form.scopes.join(', ')} selectedOptions={[...form.scopes]}
              onOptionSelect={(_, data) => { change({ scopes: RESTART_SCOPES.filter((scope) => data.selectedOptions.includes(scope)) }) }}
            >
              {RESTART_SCOPES.map((scope) => <Scope key={scope} scope={scope} />)}
            </Dropdown>
          </Field>
        </div>
      )}
      <Field
        label={REHEARSE.asOf} hint={form.asOf === '' ? REHEARSE.asOfNow : formatDateTime(`${form.asOf}Z`)}
        problem={problems.asOf ? REHEARSE.asOfProblem : undefined}
      >
        <Input
          className="as-of" type="datetime-local" {...(asOf && { 'data-first-focus': '' })} disabled={running} value={form.asOf}
          title={REHEARSE.asOfHint} onChange={(_, data) => { change({ asOf: data.value }) }}
        />
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
      <Button className="choices-start" appearance="primary" type="submit" icon={<PlayFilled />} disabled={running || input === undefined}>
        {REHEARSE.start}
      </Button>
    </form>
  )
}

/** A scope in the service's word, with what it does. */
function Scope({ scope }: { readonly scope: RestartScope }) {
  return (
    <Option value={scope} text={scope}>
      <span className="reset-scope"><span>{scope}</span><span className="small quiet">{REHEARSE.scopes[scope]}</span></span>
    </Option>
  )
}
