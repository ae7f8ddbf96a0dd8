type OneAndMany = readonly [one: string, many: string];

/** A wait as people say it, never too short: seconds up to a minute and a half, then whole minutes. */
function inUnits(seconds: number, [one, many]: OneAndMany, minutes: string): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} ${minutes}`;
  return seconds <= 1 ? one : `${Math.ceil(seconds)} ${many}`;
}

/**
 * The words of the invitation that is read without JavaScript. What the console says as well it says in the same words
 * (`plain-words.spec.ts`).
 */
const en = {
  title: 'Your invitation',
  codeHow:
    'Your invitation mail shows a code of 20 letters and digits. Type it here: small letters will do, and you can leave out the dashes. In an older mail, copy the whole address of the link.',
  code: 'Code',
  read: 'Read the invitation',
  unknown: 'This invitation link does not work',
  unknownText:
    'The code may not be complete, or a newer mail has replaced it. Take the newest mail that you got from us, or ask the organisation that nominated you.',
  lead: (name: string, conference: string, body: string): string =>
    `${name}, you are invited to ${conference}. ${body} nominated you.`,
  dates: 'Dates',
  venue: 'Venue',
  capacity: 'Capacity',
  capacities: { DELEGATE: 'Delegate', SPEAKER: 'Speaker', OBSERVER: 'Observer', PRESS: 'Press' },
  answer: 'Your answer',
  answerBy: (until: string): string => `Please answer by ${until}`,
  states: {
    PENDING: '',
    CONFIRMED: 'Accepted',
    DECLINED: 'Declined',
    LAPSED: 'No answer in time',
    CANCELLED: 'Cancelled',
  },
  question: 'Will you attend?',
  yes: 'Yes, I will attend',
  no: 'No, I cannot attend',
  missing: 'Choose whether you will attend',
  reason: 'Reason (optional)',
  reasonHint: 'If you cannot attend. The organisers read it',
  continue: 'Continue',
  check: 'Check your answer',
  about: {
    first: {
      confirm:
        'You are about to accept the invitation. Your place is then confirmed, and we send you a mail that says so.',
      decline:
        'You are about to decline the invitation. Your place is then no longer kept for you. We send you a mail that says so.',
    },
    change: {
      confirm:
        'You are about to accept the invitation after all. If your place is still there, it is confirmed, and we send you a mail that says so.',
      decline:
        'You are about to give back the place that you have accepted. It is then no longer kept for you. We send you a mail that says so.',
    },
  },
  sendNow: { confirm: 'Accept the invitation', decline: 'Decline the invitation' },
  goBack: {
    choose: 'Change my answer',
    confirm: 'Go back without accepting',
    decline: 'Go back and keep my place',
  },
  thanks: { CONFIRMED: 'You have accepted the invitation', DECLINED: 'You have declined the invitation' },
  next: 'What happens next',
  nextText: {
    CONFIRMED: 'We send you a mail to confirm this. You can come back to this page by the same code.',
    DECLINED: 'Thank you for telling us. We send you a mail to confirm this.',
  },
  over: {
    PENDING: '',
    CONFIRMED: 'You have accepted this invitation. Your place is confirmed.',
    DECLINED:
      'You have declined this invitation. If you can come after all, write to the organisation that nominated you.',
    LAPSED:
      'The time to answer is over. If you would still like to come, write to the organisation that nominated you.',
    CANCELLED: 'This invitation no longer holds. If a newer one was sent to you, use the code in that mail.',
  },
  declinedOpen: 'You have declined this invitation.',
  change: {
    CONFIRMED: {
      title: 'If you can no longer come',
      text: (until: string): string =>
        `You can decline until ${until}. Your place is then no longer kept for you.`,
    },
    DECLINED: {
      title: 'If you can come after all',
      text: (until: string): string => `You can accept until ${until}, as long as your place is still free.`,
    },
  },
  calendar: 'Your calendar',
  calendarFile: 'Download the calendar file (.ics)',
  contact: 'If you have a question',
  writeTo: (contact: string): string => `Write to ${contact}.`,
  noContact: 'Write to the organisation that nominated you.',
  problem: 'There is a problem',
  rateLimited: (seconds: number): string =>
    `There were too many attempts. Nothing was done. Wait ${inUnits(seconds, ['a second', 'seconds'], 'minutes')}, then try again.`,
  fault:
    'Sorry, there is a problem with the service. Go back and try again in a moment: nothing is done twice.',
  reference: (reference: string): string => `If you report this, quote ${reference}.`,
  foreign: 'This form did not come from this site, so nothing was done. Begin again here.',
  overtaken: {
    PENDING: '',
    CONFIRMED: 'This invitation was accepted already, so this answer was not taken.',
    DECLINED: 'This invitation was declined already, so this answer was not taken.',
    LAPSED: 'The time to answer ended before this answer reached us.',
    CANCELLED: 'This invitation was cancelled before this answer reached us.',
  },
  windowClosed: (body: string): string =>
    `Answers are not taken at this time. Please ask ${body}, who put your name forward.`,
  placeGone: (body: string): string =>
    `Your place is no longer available. Write to ${body}, who put your name forward.`,
  tooLong: 'The reason is too long. Shorten it to 1,000 characters.',
  unreadable:
    'The reason holds characters that cannot be kept, invisible ones for example. Type it again instead of pasting it.',
  sentBefore: 'This answer was sent before with other words. Read the invitation again.',
  otherLanguage: 'Français',
};

export type Words = typeof en;

const fr: Words = {
  title: 'Votre invitation',
  codeHow:
    'Votre message d’invitation contient un code de 20 lettres et chiffres. Saisissez-le ici\u00a0: les minuscules conviennent et les tirets sont facultatifs. Dans un message plus ancien, copiez l’adresse entière du lien.',
  code: 'Code',
  read: 'Lire l’invitation',
  unknown: 'Ce lien d’invitation ne fonctionne pas',
  unknownText:
    'Le code n’est peut-être pas complet, ou un message plus récent l’a remplacé. Prenez le dernier message que nous vous avons envoyé, ou adressez-vous à l’organisation qui a proposé votre nom.',
  lead: (name, conference, body) =>
    `${name}, vous êtes invité(e) à ${conference}. Votre nom a été proposé par ${body}.`,
  dates: 'Dates',
  venue: 'Lieu',
  capacity: 'Qualité',
  capacities: {
    DELEGATE: 'Délégué(e)',
    SPEAKER: 'Intervenant(e)',
    OBSERVER: 'Observateur ou observatrice',
    PRESS: 'Presse',
  },
  answer: 'Votre réponse',
  answerBy: (until) => `Merci de répondre avant le ${until}`,
  states: {
    PENDING: '',
    CONFIRMED: 'Acceptée',
    DECLINED: 'Déclinée',
    LAPSED: 'Sans réponse dans le délai',
    CANCELLED: 'Annulée',
  },
  question: 'Participerez-vous\u00a0?',
  yes: 'Oui, je participerai',
  no: 'Non, je ne peux pas participer',
  missing: 'Indiquez si vous participerez',
  reason: 'Motif (facultatif)',
  reasonHint: 'Si vous ne pouvez pas participer. Les organisateurs le liront',
  continue: 'Continuer',
  check: 'Vérifiez votre réponse',
  about: {
    first: {
      confirm:
        'Vous allez accepter l’invitation. Votre place est alors confirmée, et un message vous le confirme.',
      decline:
        'Vous allez décliner l’invitation. Votre place ne vous est alors plus réservée. Un message vous le confirme.',
    },
    change: {
      confirm:
        'Vous allez finalement accepter l’invitation. Si votre place est encore disponible, elle est à vous de nouveau, et un message vous le confirme.',
      decline:
        'Vous allez rendre la place que vous aviez acceptée. Elle ne vous est alors plus réservée. Un message vous le confirme.',
    },
  },
  sendNow: { confirm: 'Accepter l’invitation', decline: 'Décliner l’invitation' },
  goBack: {
    choose: 'Modifier ma réponse',
    confirm: 'Revenir sans accepter',
    decline: 'Revenir et garder ma place',
  },
  thanks: { CONFIRMED: 'Vous avez accepté l’invitation', DECLINED: 'Vous avez décliné l’invitation' },
  next: 'La suite',
  nextText: {
    CONFIRMED: 'Nous vous envoyons une confirmation. Vous pouvez revenir à cette page par le même code.',
    DECLINED: 'Merci de nous l’avoir dit. Nous vous envoyons une confirmation.',
  },
  over: {
    PENDING: '',
    CONFIRMED: 'Vous avez accepté cette invitation. Votre place est confirmée.',
    DECLINED:
      'Vous avez décliné cette invitation. Si vous pouvez finalement venir, écrivez à l’organisation qui a proposé votre nom.',
    LAPSED:
      'Le délai de réponse est passé. Si vous souhaitez encore venir, écrivez à l’organisation qui a proposé votre nom.',
    CANCELLED:
      'Cette invitation n’est plus valable. Si vous en avez reçu une plus récente, utilisez le code de ce message.',
  },
  declinedOpen: 'Vous avez décliné cette invitation.',
  change: {
    CONFIRMED: {
      title: 'Si vous ne pouvez plus venir',
      text: (until) => `Vous pouvez décliner jusqu’au ${until}. Votre place ne vous est alors plus réservée.`,
    },
    DECLINED: {
      title: 'Si vous pouvez finalement venir',
      text: (until) => `Vous pouvez accepter jusqu’au ${until}, tant que votre place est encore libre.`,
    },
  },
  calendar: 'Votre agenda',
  calendarFile: 'Télécharger le fichier d’agenda (.ics)',
  contact: 'Si vous avez une question',
  writeTo: (contact) => `Écrivez à ${contact}.`,
  noContact: 'Écrivez à l’organisation qui a proposé votre nom.',
  problem: 'Il y a un problème',
  rateLimited: (seconds) =>
    `Il y a eu trop de tentatives. Rien n’a été fait. Patientez ${inUnits(seconds, ['une seconde', 'secondes'], 'minutes')}, puis réessayez.`,
  fault:
    'Le service a un problème. Revenez en arrière et réessayez dans un instant\u00a0: rien n’est fait deux fois.',
  reference: (reference) => `Si vous le signalez, indiquez ${reference}.`,
  foreign: 'Ce formulaire ne venait pas de ce site\u00a0: rien n’a été fait. Recommencez ici.',
  overtaken: {
    PENDING: '',
    CONFIRMED: 'Cette invitation a déjà été acceptée\u00a0: cette réponse n’a donc pas été enregistrée.',
    DECLINED: 'Cette invitation a déjà été déclinée\u00a0: cette réponse n’a donc pas été enregistrée.',
    LAPSED: 'Le délai de réponse a pris fin avant que cette réponse nous parvienne.',
    CANCELLED: 'Cette invitation a été annulée avant que cette réponse nous parvienne.',
  },
  windowClosed: (body) =>
    `Les réponses ne sont pas acceptées en ce moment. Adressez-vous à ${body}, qui a proposé votre nom.`,
  placeGone: (body) => `Votre place n’est plus disponible. Écrivez à ${body}, qui a proposé votre nom.`,
  tooLong: 'Le motif est trop long. Limitez-le à 1\u202f000 caractères.',
  unreadable:
    'Le motif contient des caractères qui ne peuvent pas être conservés, par exemple des caractères invisibles. Saisissez-le de nouveau au lieu de le coller.',
  sentBefore: 'Cette réponse a déjà été envoyée avec d’autres mots. Relisez l’invitation.',
  otherLanguage: 'English',
};

export const WORDS = { en, fr } as const;
export type Language = keyof typeof WORDS;
export const LANGUAGES: readonly Language[] = ['en', 'fr'];

/** French for a browser that asks for it before English, else English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = /\b(en|fr)\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase();
  return first === 'fr' ? 'fr' : 'en';
}
