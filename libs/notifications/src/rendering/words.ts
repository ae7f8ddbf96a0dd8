import { type Language } from '../domain/mail-language.js';

type Words = Readonly<Record<Language, string>>;

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
