/** What this context writes into the audit trail. */
export const ACCESS_ACTIONS = {
  signedIn: 'access.signed-in',
  sessionRenewed: 'access.session-renewed',
  signedOut: 'access.signed-out',
  tokenCreated: 'access.token-created',
  tokenRevoked: 'access.token-revoked',
  roleGranted: 'access.role-granted',
  roleAccepted: 'access.role-accepted',
  roleDeclined: 'access.role-declined',
  roleReminded: 'access.role-reminded',
  roleRevoked: 'access.role-revoked',
} as const;
