/** What this context writes into the audit trail: what somebody did with a list, in numbers. Nominations have entries of their own. */
export const IMPORT_ACTIONS = {
  loaded: 'import-list.loaded',
  applied: 'import-list.applied',
  undone: 'import-list.undone',
  abandoned: 'import-list.abandoned',
} as const;

export const IMPORT_SUBJECT = 'import-list';
