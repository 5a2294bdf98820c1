import { addMember, createGroup, type Account, type Group } from './directory'
import { departments, sites } from './organisation'
import type { Planting } from './planting'

/**
 * 212 groups: everybody of a site, of a department, of a department at a site; applications granted to those, nested up to three
 * levels; and a few whose membership is the point.
 */
export function plantGroups({ directory, items, add }: Planting): void {
  const byPlace = new Map<string, Group>()
  const group = (name: string, description: string, security = true) => {
    const created = createGroup(name, description, security)
    directory.groups.push(created)
    return created
  }
  for (const site of sites) {
    const whole = group(`GG ${site.name} Staff`, `Everybody at ${site.name}`)
    for (const department of departments.slice(0, DEPARTMENTS_WITH_GROUPS)) {
      const part = group(`GG ${site.name} ${department.name}`, `${department.name} at ${site.name}`)
      addMember(whole, part)
      byPlace.set(`${site.name} ${department.name}`, part)
    }
    byPlace.set(site.name, whole)
  }
  for (const account of directory.accounts) {
    if (account.kind !== 'staff') continue
    const department = departments.find(other => account.department.endsWith(other.name))?.name ?? ''
    const place = byPlace.get(`${account.town} ${department}`) ?? byPlace.get(account.town)
    if (place !== undefined) addMember(place, account)
  }
  const applications = ['Ward Tablets', 'Bed Board', 'Lab Results', 'Imaging Archive', 'Rota', 'Payroll', 'Library', 'Fire Safety Course', 'Meal Orders', 'Incident Reports']
  let kind = 0
  while (directory.groups.length < GROUPS - PLANTED_GROUPS) {
    const application = applications[kind % applications.length]!
    const round = Math.floor(kind / applications.length)
    const site = sites[round % sites.length]!
    const granted = group(`APP ${application} ${site.name}${round >= sites.length ? ` ${round}` : ''}`, `${application} for ${site.name}`)
    const parts = departments.slice(0, DEPARTMENTS_WITH_GROUPS).filter((_, index) => (index + kind) % 3 === 0)
    for (const part of parts) addMember(granted, byPlace.get(`${site.name} ${part.name}`)!)
    kind++
  }

  const everybody = group('GG All Staff', 'Everybody at every site, by the groups of the sites')
  for (const site of sites) addMember(everybody, byPlace.get(site.name)!)
  const mail = group('DL Newsletter', 'The monthly newsletter', false)
  addMember(mail, everybody)
  add('nested-groups', 'GG All Staff holds the sites\' groups, which hold the departments\', and is itself in DL Newsletter.', [], { where: 'directory' })
  group('APP Old Rota Viewer', 'Nobody has this any more')
  add('empty-group', 'APP Old Rota Viewer has no members.', [], { where: 'directory' })

  const leavers = items.find(item => item.id === 'left-account-on')
  const accounts = new Map(directory.accounts.map(account => [account.sam, account]))
  const [lastMember, owner, together] = (leavers?.accounts ?? []).map(name => accounts.get(name)).filter((account): account is Account => account !== undefined)
  if (leavers === undefined || lastMember === undefined || owner === undefined || together === undefined) throw new RangeError('The sample has too few leavers for its groups.')
  const keys = group('GG Controlled Drugs Key Holders', 'May open the controlled drugs cabinet')
  addMember(keys, lastMember)
  const bloodBank = group('APP Blood Bank Terminal', 'May use the blood bank terminal')
  bloodBank.managedBy = owner
  for (const other of directory.accounts.filter(account => account.kind === 'staff' && !account.disabled).slice(40, 46)) addMember(bloodBank, other)
  const crisis = group('GG Crisis Team', 'Is called in when the alarm plan says so')
  crisis.managedBy = together
  addMember(crisis, together)
  const disabled = { where: 'plan', kind: 'disable', status: 'planned' } as const
  const planted = (id: string, sentence: string, account: Account) => {
    const person = leavers.people[leavers.accounts.indexOf(account.sam)]!
    items.push({ id, sentence: `${person.name} ${sentence}`, people: [person], accounts: [account.sam], shows: [disabled] })
  }
  planted('last-member', 'would be disabled and is the only member of GG Controlled Drugs Key Holders.', lastMember)
  planted('owner-of-a-group', 'would be disabled and is the owner of APP Blood Bank Terminal.', owner)
  planted('last-member-and-owner', 'would be disabled and is the only member and the owner of GG Crisis Team.', together)
}

const GROUPS = 212
const PLANTED_GROUPS = 6
const DEPARTMENTS_WITH_GROUPS = 14
