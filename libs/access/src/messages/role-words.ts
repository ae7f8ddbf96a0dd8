import { type Role } from '#libs/kernel';
import { type MailWords } from '#libs/notifications';

/** Said so in older messages, whose words stand. */
export const ROLE: Readonly<Record<Role, MailWords>> = {
  HOST_ADMINISTRATOR: { en: 'administrator', fr: 'administration' },
  HOST_OFFICER: { en: 'host officer', fr: 'instruction (hôte)' },
  HOST_APPROVER: { en: 'host approver', fr: 'validation (hôte)' },
  AUDITOR: { en: 'auditor', fr: 'audit' },
  PARTNER_COORDINATOR: { en: 'coordinator', fr: 'coordination' },
  PARTNER_NOMINATOR: { en: 'nominator', fr: 'proposition de candidatures' },
  PARTNER_VIEWER: { en: 'viewer', fr: 'lecture' },
  FOCAL_POINT: { en: 'focal point', fr: 'point de contact' },
};

/** Names of roles, the ones that the console's pages use. */
export const ROLE_NAME: Readonly<Record<Role, MailWords>> = {
  HOST_ADMINISTRATOR: { en: 'Conference administrator', fr: 'Administrateur de la conférence' },
  HOST_OFFICER: { en: 'Host officer', fr: 'Chargé de dossier de l’hôte' },
  HOST_APPROVER: { en: 'Host approver', fr: 'Approbateur de l’hôte' },
  AUDITOR: { en: 'Auditor', fr: 'Auditeur' },
  PARTNER_COORDINATOR: { en: 'Coordinator', fr: 'Coordinateur' },
  PARTNER_NOMINATOR: { en: 'Nominator', fr: 'Responsable des candidatures' },
  PARTNER_VIEWER: { en: 'Viewer', fr: 'Lecteur' },
  FOCAL_POINT: { en: 'Focal point', fr: 'Point de contact' },
};
