/** What this context writes into the audit trail: that there was a view, never its name or what it searches for. */
export const VIEW_ACTIONS = {
  saved: 'view.saved',
  updated: 'view.updated',
  deleted: 'view.deleted',
} as const;

export const VIEW_SUBJECT = 'view';
