import { type ReasonCode } from '#libs/approvals';
import { type MailWords } from '#libs/notifications';

/** Reasons of a decision, as they stand inside a sentence. */
export const REASON: Readonly<Record<ReasonCode, MailWords | null>> = {
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
