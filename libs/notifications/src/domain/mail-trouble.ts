/** Why the mail server takes nothing from us, whoever the recipient. */
export const MAIL_TROUBLES = [
  'UNREACHABLE',
  'CERTIFICATE',
  'NO_TLS',
  'PASSWORD',
  'REFUSED',
  'LIMIT',
] as const;
export type MailTroubleReason = (typeof MAIL_TROUBLES)[number];
