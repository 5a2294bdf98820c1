/** Exports and projects that are dragged over the window. */
export const DROP = {
  title: 'Drop it here',
  exports: {
    system: 'An export becomes a new system: CSV and other delimited text, LDIF, JSON.',
    project: 'An export begins a new project: CSV and other delimited text, LDIF, JSON.',
    taken: 'An export goes into this dialog: CSV and other delimited text, LDIF, JSON.',
  },
  folder: 'The folder of a project is opened.',
} as const
