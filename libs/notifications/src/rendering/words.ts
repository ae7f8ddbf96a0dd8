import { type Role } from '#libs/kernel';
import { type Language } from '../domain/mail-language.js';

type Words = Readonly<Record<Language, string>>;

/** Words for closed lists, as they stand inside a sentence. */
export const CAPACITY: Readonly<Record<'DELEGATE' | 'SPEAKER' | 'OBSERVER' | 'PRESS', Words>> = {
  DELEGATE: { en: 'delegate', fr: 'délégué(e)' },
  SPEAKER: { en: 'speaker', fr: 'intervenant(e)' },
  OBSERVER: { en: 'observer', fr: 'observateur ou observatrice' },
  PRESS: { en: 'member of the press', fr: 'membre de la presse' },
};

/** Said so in older messages, whose words stand. */
export const STAGE: Readonly<Record<'REVIEW' | 'SIGN_OFF', Words>> = {
  REVIEW: { en: 'review', fr: 'son examen' },
  SIGN_OFF: { en: 'sign-off', fr: 'sa validation' },
};

/** What a nomination waits for, as the console's pages call it. */
export const STEP: typeof STAGE = {
  REVIEW: { en: 'review', fr: 'son examen' },
  SIGN_OFF: { en: 'sign-off', fr: 'une décision' },
};

/** Said so in older messages, whose words stand. */
export const ROLE: Readonly<Record<Role, Words>> = {
  HOST_ADMINISTRATOR: { en: 'administrator', fr: 'administration' },
  HOST_OFFICER: { en: 'host officer', fr: 'instruction (hôte)' },
  HOST_APPROVER: { en: 'host approver', fr: 'validation (hôte)' },
  AUDITOR: { en: 'auditor', fr: 'audit' },
  PARTNER_COORDINATOR: { en: 'coordinator', fr: 'coordination' },
  PARTNER_NOMINATOR: { en: 'nominator', fr: 'proposition de candidatures' },
  PARTNER_VIEWER: { en: 'viewer', fr: 'lecture' },
};

/** Names of roles, the ones that the console's pages use. */
export const ROLE_NAME: Readonly<Record<Role, Words>> = {
  HOST_ADMINISTRATOR: { en: 'Conference administrator', fr: 'Administrateur de la conférence' },
  HOST_OFFICER: { en: 'Host officer', fr: 'Chargé de dossier de l’hôte' },
  HOST_APPROVER: { en: 'Host approver', fr: 'Approbateur de l’hôte' },
  AUDITOR: { en: 'Auditor', fr: 'Auditeur' },
  PARTNER_COORDINATOR: { en: 'Coordinator', fr: 'Coordinateur' },
  PARTNER_NOMINATOR: { en: 'Nominator', fr: 'Responsable des candidatures' },
  PARTNER_VIEWER: { en: 'Viewer', fr: 'Lecteur' },
};

export const REASON: Readonly<
  Record<
    'CAPACITY' | 'DUPLICATE' | 'INELIGIBLE' | 'INCOMPLETE' | 'BALANCE' | 'SECURITY' | 'OTHER',
    Words | null
  >
> = {
  CAPACITY: { en: 'the conference is full', fr: 'la conférence est complète' },
  DUPLICATE: { en: 'the person is nominated already', fr: 'la personne est déjà proposée' },
  INELIGIBLE: { en: 'the person does not meet the criteria', fr: 'la personne ne remplit pas les critères' },
  INCOMPLETE: { en: 'the nomination is incomplete', fr: 'la candidature est incomplète' },
  BALANCE: {
    en: 'balance between regions or groups',
    fr: 'équilibre entre les régions ou les groupes',
  },
  SECURITY: { en: 'security', fr: 'sécurité' },
  // Says nothing that the text of the reason does not say better.
  OTHER: null,
};

/** As many as somebody waits for, before the name of the first in line; said so in older messages, whose words stand. */
export const PLACES_FREE: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) => `${count} ${count === 1 ? 'place is' : 'places are'} free. Next on the reserve list:`,
  fr: (count) =>
    `${count} ${count === 1 ? 'place est libre' : 'places sont libres'}. Prochaine personne sur la liste de réserve :`,
};

/** How many of the reserve list can be invited, before the name of the first. */
export const CAN_BE_INVITED: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) =>
    count === 1
      ? 'the next person on the reserve list can be invited:'
      : `the next ${count} people on the reserve list can be invited, the first is`,
  fr: (count) =>
    count === 1
      ? 'la prochaine personne de la liste de réserve peut être invitée :'
      : `les ${count} prochaines personnes de la liste de réserve peuvent être invitées, la première est`,
};

/** Stands where the link of somebody else's message would be. */
export const HIDDEN_LINK: Words = { en: '(personal link)', fr: '(lien personnel)' };
export const HIDDEN_CODE: Words = { en: '(code of the link)', fr: '(code du lien)' };
export const HIDDEN_CODE_PAGE: Words = {
  en: '(page for the code of the link)',
  fr: '(page pour le code du lien)',
};

export const FOOTER: Words = {
  en: 'This message was sent automatically. Please do not reply to it: nobody reads the answers.',
  fr: 'Ce message a été envoyé automatiquement. Merci de ne pas y répondre : les réponses ne sont pas lues.',
};

/** Where the settings say whom an answer goes to. */
export const ANSWERED_FOOTER: Readonly<Record<Language, (contact: string) => string>> = {
  en: (contact) => `This message was sent automatically. If you answer it, your answer goes to ${contact}.`,
  fr: (contact) =>
    `Ce message a été envoyé automatiquement. Si vous y répondez, votre réponse parvient à ${contact}.`,
};

/** Between words and what they announce. */
export const COLON: Words = { en: ':', fr: ' :' };

/** Where the link of a message does not work as a button. */
export const LINK_HELP: Words = {
  en: 'If the link does not work, copy this address into your browser:',
  fr: 'Si le lien ne fonctionne pas, copiez cette adresse dans votre navigateur :',
};
