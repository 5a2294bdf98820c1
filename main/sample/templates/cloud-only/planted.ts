import { idSource } from '../../chain/entra-tenant'
import { latinName } from '../../names'
import { dayFromClock } from '../../people'
import type { Random } from '../../random'
import { takeFrom, type Take } from '../picker'
import type { PlantedEffect, PlantedProblem } from '../template'
import { COMPANY, DOMAIN, type Company, type Department, type Person } from './company'
import { groupLike, ownApplicationUser, ownCloudUser, type Application, type Cloud, type GraphUser, type ScimUser } from './systems'

/** What the situations are planted in. Changed in place. */
export interface Landscape {
  readonly random: Random
  readonly size: number
  readonly company: Company
  readonly cloud: Cloud
  readonly application: Application
}

type Add = (id: string, job: string, sentence: string, anchors: readonly string[], shows: PlantedEffect) => void

/** Makes each system differ from what its jobs would make of it, and says where. */
export function plantCloudOnly(landscape: Landscape): { readonly planted: PlantedProblem[]; readonly take: Take<Person> } {
  const { random, company, cloud } = landscape
  const planted: PlantedProblem[] = []
  const add: Add = (id, job, sentence, anchors, shows) => { planted.push({ id, job, sentence, anchors: [...anchors].sort(), shows }) }
  const take = takeFrom(random, company.people.filter(({ known, manages, status }) => known && !manages && status === 'A'))
  const user = (person: Person): GraphUser => cloud.userOf.get(person) as GraphUser
  plantDepartments(landscape, add)
  plantPeople(landscape, take, user, add)
  plantApplication(landscape, take, user, add)
  plantWriteBack(landscape, take, user, add)
  return { planted, take }
}

const numbers = (people: readonly Person[]): string[] => people.map(({ number }) => number)
const ids = (users: readonly { readonly id: string }[]): string[] => users.map(({ id }) => id)

function plantDepartments({ random, company, cloud }: Landscape, add: Add): void {
  const nextId = idSource(random)
  const audio: Department = { code: 'D150', name: 'Audiobooks', titles: ['Producer'] }
  company.departments.push(audio)
  add('new-department', 'departments-to-entra', 'HR has a new department; Entra ID gets a group for it, with a rule that finds its members.', [audio.code], {
    where: 'plan', kind: 'create', status: 'planned', attribute: 'membershipRule',
  })

  const renamed = company.departments.find(({ code }) => code === 'D310') as Department
  const group = cloud.groupOf.get(renamed)
  if (group) group.displayName = 'Marketing and Publicity'
  add('department-renamed', 'departments-to-entra', 'The group still has the name that the department had last year; it is found by its code.', [renamed.code], { where: 'plan', kind: 'update', status: 'planned', attribute: 'displayName' })

  const closed = groupLike({ code: 'D999', name: 'Map Library', titles: [] }, nextId())
  cloud.groups.push(closed)
  add('department-only-in-the-cloud', 'departments-to-entra', 'A group of a department that closed long ago: no job ever linked it, so it is left alone.', [closed.id], { where: 'untouched' })
}

function plantPeople({ random, size, company, cloud }: Landscape, take: Take<Person>, user: (person: Person) => GraphUser, add: Add): void {
  const job = 'hr-to-entra'
  const nextId = idSource(random)
  const scaled = (count: number): number => Math.max(1, Math.round((count * size) / 2000))
  const hires = company.people.filter(({ known }) => !known)
  const [first, second, third, abroad, ...plain] = hires as [Person, Person, Person, Person, ...Person[]]

  Object.assign(first, { name: latinName('Robin', 'Thackeray-Moss'), display: 'Robin Thackeray-Moss' })
  Object.assign(second, { name: latinName('Robin', 'Thackeray-Moss'), display: 'Robin Thackeray-Moss' })
  const [earlier, later] = [first, second].sort((a, b) => (a.number < b.number ? -1 : 1)) as [Person, Person]
  add('two-hires-one-name', job, `Two people of one name start together. ${earlier.number} gets the user name; for the other Entra ID checks no candidates, and the create fails.`, [later.number], { where: 'plan', kind: 'create', status: 'failed', issue: 'EntryConflict' })

  const [namesake] = take(1, ({ name, address }) => /^[A-Za-z]+$/.test(name.legalFirst + name.legalLast) && !/\d@/.test(address)) as [Person]
  Object.assign(third, { name: namesake.name, display: namesake.display })
  add('name-taken', job, `A hire has the name of ${namesake.number}, and so the user name that is taken: the create fails.`, [third.number], { where: 'plan', kind: 'create', status: 'failed', issue: 'EntryConflict' })

  abroad.country = 'GBR'
  add('country-in-another-form', job, 'HR has a country of three letters; usageLocation takes two, and the create fails.', [abroad.number], { where: 'plan', kind: 'create', status: 'failed', issue: 'ValueTooLong' })
  add('not-in-entra-yet', job, 'They start these days: created, their managers in the follow-up pass, and mail and user name come back to HR.', numbers(plain), {
    where: 'plan', kind: 'create', status: 'planned', attribute: 'userPrincipalName',
  })

  const left = take(scaled(9))
  for (const person of left) Object.assign(person, { status: 'T', endDate: dayFromClock(-2) })
  add('left-account-on', job, 'They left the day before yesterday, and their accounts are still on.', numbers(left), { where: 'plan', kind: 'disable', status: 'planned', attribute: 'accountEnabled' })

  const back = take(scaled(4))
  for (const person of back) user(person).accountEnabled = false
  add('rehired', job, 'They came back under their old number; the account is turned on again.', numbers(back), { where: 'plan', kind: 'enable', status: 'planned', attribute: 'accountEnabled' })

  const titled = take(scaled(60))
  for (const person of titled) user(person).jobTitle = `${person.title} (acting)`
  add('stale-title', job, 'Entra ID has an acting title for them that HR ended.', numbers(titled), { where: 'plan', kind: 'update', status: 'planned', attribute: 'jobTitle' })

  const [long] = take(1) as [Person]
  long.department = { code: 'D195', name: 'Special Projects, Anniversary Editions and Co-Productions with Museums', titles: [] }
  add('department-too-long', job, 'HR has a department of more than 64 characters, which Entra ID does not take.', [long.number], { where: 'plan', kind: 'update', status: 'failed', issue: 'ValueTooLong' })

  const [orphan] = take(1) as [Person]
  orphan.managerNumber = 'T900000'
  add('manager-unknown', job, 'HR names a manager whom the export does not have: the reference is left out, everything else stays.', [orphan.number], { where: 'plan', kind: 'skip', status: 'planned', issue: 'ReferenceNotFound' })

  const doubled = take(2)
  for (const person of doubled) cloud.users.push({
    ...ownCloudUser(`${person.display} 2`, nextId()), employeeId: person.number, mailNickname: `second-${person.number.toLowerCase()}`,
    userPrincipalName: `second-${person.number.toLowerCase()}@${DOMAIN}`,
  })
  add('two-users-one-number', job, 'Two users of Entra ID have their number: the service acts on neither.', numbers(doubled), {
    where: 'plan', kind: 'skip', status: 'failed', issue: 'DuplicateTargetEntries',
  })

  const own = ['Break Glass 1', 'Break Glass 2', 'Print Portal', 'Meeting Room Attic'].map((name) => ownCloudUser(name, nextId()))
  const guests = Array.from({ length: scaled(25) }, (_, index) => ownCloudUser(`Translator ${index + 1}`, nextId(), 'Guest'))
  cloud.users.push(...own, ...guests)
  add('only-in-entra', job, `Emergency accounts, services and guests that ${COMPANY} has in Entra ID alone: left alone.`, ids([...own, ...guests]), { where: 'untouched' })
}

function plantApplication({ random, size, application }: Landscape, take: Take<Person>, user: (person: Person) => GraphUser, add: Add): void {
  const job = 'entra-to-servicenow'
  const nextId = idSource(random)
  const scaled = (count: number): number => Math.max(1, Math.round((count * size) / 2000))
  const own = (person: Person): ScimUser => application.userOf.get(user(person)) as ScimUser
  const asUsers = (people: readonly Person[]): string[] => ids(people.map(user))

  const without = take(scaled(20))
  for (const person of without) {
    const { id } = own(person)
    application.users.splice(application.users.indexOf(own(person)), 1)
    for (const group of application.groups) group.members.splice(0, group.members.length, ...group.members.filter(({ value }) => value !== id))
  }
  add('no-account-in-the-application', job, 'Entra ID has them and ServiceNow does not: created, and put into the groups of their departments.', asUsers(without), { where: 'plan', kind: 'create', status: 'planned', attribute: 'userName' })

  const forgotten = take(scaled(5))
  for (const person of forgotten) {
    person.status = 'T'
    user(person).accountEnabled = false
  }
  add('active-in-the-application', job, 'They left, their accounts are off in Entra ID, and ServiceNow has never heard of it: active turns to False.', asUsers(forgotten), { where: 'plan', kind: 'disable', status: 'planned', attribute: 'active' })

  const roles = take(scaled(12))
  for (const person of roles) own(person).roles = [{ value: 'admin', primary: true }]
  add('role-by-hand', job, 'Somebody gave them the role of an administrator by hand; the mapping takes it back.', asUsers(roles), {
    where: 'plan', kind: 'update', status: 'planned', attribute: 'roles[primary eq "True"].value',
  })

  const twice = take(2)
  for (const person of twice) application.users.push(ownApplicationUser(person.address, `${person.display} (copy)`, nextId().replaceAll('-', '')))
  add('two-in-the-application', job, 'ServiceNow has two users with their user name: the service acts on neither.', asUsers(twice), {
    where: 'plan', kind: 'skip', status: 'failed', issue: 'DuplicateTargetEntries',
  })

  const vendors = ['integration', 'night.desk', 'vendor.one'].map((name) => ownApplicationUser(`${name}@vendor.example`, name, nextId().replaceAll('-', '')))
  application.users.push(...vendors)
  add('only-in-the-application', job, 'Users that ServiceNow alone has: left alone.', ids(vendors), { where: 'untouched' })
}

function plantWriteBack({ size }: Landscape, take: Take<Person>, user: (person: Person) => GraphUser, add: Add): void {
  const job = 'entra-to-hr'
  const scaled = (count: number): number => Math.max(1, Math.round((count * size) / 2000))
  const asUsers = (people: readonly Person[]): string[] => ids(people.map(user))

  const married = take(scaled(8))
  for (const person of married) user(person).mail = `${person.number.toLowerCase()}.new@${DOMAIN}`
  for (const person of married) person.email = person.address
  add('old-address-in-hr', job, 'Their address changed in Entra ID, and HR has the old one: written back, with userId beside it.', asUsers(married), { where: 'plan', kind: 'update', status: 'planned', attribute: 'email' })

  const blank = take(scaled(6))
  for (const person of blank) Object.assign(person, { email: '', username: '' })
  add('nothing-in-hr', job, 'HR has neither their address nor their user name.', asUsers(blank), { where: 'plan', kind: 'update', status: 'planned', attribute: 'username' })

  const mailless = take(scaled(3))
  for (const person of mailless) user(person).mail = null
  add('mail-lost', job, 'They have no mail in Entra ID any more. An empty value would fail in HR, so nothing is sent, and HR keeps the old address.', asUsers(mailless), { where: 'plan', kind: 'skip', status: 'planned' })
}
