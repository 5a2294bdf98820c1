export const PALETTE = {
  title: 'Search everything',
  placeholder: 'Screens, commands, people and accounts',
  screens: 'Screens',
  commands: 'Commands',
  people: 'People and accounts',
  searching: 'Searching…',
  nothing: (query: string): string => `Nothing is called “${query}”.`,
  recent: 'Recent project',
} as const
