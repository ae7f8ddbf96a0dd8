import type { MessageId } from '../i18n/catalogue.en';
import type { TextValues } from '../i18n/use-text';

/**
 * What the service says about a text that somebody typed, where only it knows the rule that was broken. It says so in
 * English; these are the ids of the same sentences in the page's language. `{count}` stands for a number, another name in braces for any text.
 */
const SAID: readonly (readonly [string, MessageId])[] = [
  ['Contains half a character; type it again.', 'said.halfCharacter'],
  ['Use at most {count} characters.', 'said.tooLong'],
  ['Contains a control character; type it again instead of pasting.', 'said.control'],
  ['Contains an invisible character that turns the reading direction; remove it.', 'said.direction'],
  ['Contains invisible tag characters; type it again instead of pasting.', 'said.tags'],
  ['Has too many marks on one letter; leave some of them out.', 'said.marks'],
  ['Write it on one line.', 'said.oneLine'],
  ['Fill this in.', 'said.empty'],
  ['Enter one e-mail address, like name@example.org.', 'said.email'],
  ['Use the two-letter code of a country (ISO 3166), GB for example.', 'said.country'],
  ['Use a language tag, fr for example.', 'said.language'],
  ['Contains a character that no text has; type it again.', 'said.unknownCharacter'],
  ['Search for at most {count} characters.', 'said.longSearch'],
  ['This is the address that the nomination has already.', 'said.sameAddress'],
  ['The nomination says this already. Change something.', 'said.sameFacts'],
  ['One of them says something else. Read the list again.', 'said.organisationMoved'],
  ['Both nominations say the same of this. Choose something that differs.', 'said.mergeSame'],
  ['An absence ends after it has begun: choose a later time.', 'said.absenceOrder'],
  ['Record at most a year at a time.', 'said.absenceLong'],
  ['This time is over. Choose an end in the future.', 'said.absenceOver'],
  ['Choose an approver: only for approvers do colleagues sign.', 'said.absenceOfWhom'],
  ['A window closes after it has opened: choose a later time.', 'said.windowOrder'],
  ['Choose a time between the years 2000 and 2099.', 'said.windowYears'],
  ['Choose a time in the future.', 'said.tokenOver'],
  ['A body’s token works for a year at most. Choose an earlier time.', 'said.tokenLong'],
  ['Enter an address like https://example.org/plenary.', 'said.webhookAddress'],
  ['Use an address that begins with https://.', 'said.webhookHttps'],
  ['Leave name and password out of the address: each delivery is signed.', 'said.webhookPassword'],
  ['Leave out what follows #: it is sent to nobody.', 'said.webhookHash'],
  ['This address is not a public one. Use one that the internet reaches.', 'said.webhookNotPublic'],
  ['This name is not a public one. Use one that the internet reaches.', 'said.webhookNameNotPublic'],
  ['There is no change of this kind. Name one like nomination.submitted.', 'said.webhookKind'],
  ['Name at most {count} kinds of changes.', 'said.webhookKinds'],
  ['Use 1 or more.', 'said.placesNone'],
  ['Choose another body that nominates.', 'said.offerToWhom'],
  ['Choose a time between now and in {count} days.', 'said.offerUntil'],
  ['You write for the host and for the body: say who is to read it.', 'said.noteSide'],
  ['You have a view of this name. Choose another name.', 'said.viewName'],
  ['A view keeps filters and the order of its list, in 2,000 characters at most.', 'said.viewQuery'],
  ['Give its official name in one language at least.', 'said.organisationName'],
  ['Give each language once.', 'said.organisationLanguages'],
  ['Give at most {count} other names.', 'said.organisationAliases'],
  ['Give at most {count} former names.', 'said.organisationFormerNames'],
  ['Give at most {count} domains.', 'said.organisationDomains'],
  ['Give at most {count} contacts.', 'said.organisationContacts'],
  ['Write the day as 2018-04-19.', 'said.organisationDay'],
  ['There is no such day.', 'said.organisationNoDay'],
  ['Give the whole address of the page, https://example.org.', 'said.organisationWebSite'],
  ['Give the part of an address behind the @, example.org.', 'said.organisationDomain'],
  ['The conference has this organisation of the directory already.', 'said.organisationTaken'],
  ['An organisation is one with itself already. Name another.', 'said.organisationItself'],
  ['Give each role once.', 'said.seatsTwice'],
  ['Offer one seat at least.', 'said.seatsNone'],
  ['Give a whole number of seats.', 'said.seatsWhole'],
  ['A delegation has one head at most.', 'said.seatsHeads'],
  ['Offer at most {count} seats of one role.', 'said.seatsTooMany'],
  ['Give a day from 2000 to 2199.', 'said.replyByDay'],
  ['Give a later day than the one that the organisation has.', 'said.replyByNotLater'],
  ['This day is over at the place of the conference. Give a later one.', 'said.replyByOver'],
  ['The organisation is merged into another one. Invite that one.', 'said.invitedMerged'],
  [
    'The organisation has an invitation that is not revoked. Change that one, or revoke it first.',
    'said.invitedAlready',
  ],
  ['A PDF has 10,000 rows at most. Narrow the list by a filter, or choose XLSX or CSV.', 'said.pdfTooLong'],
  [
    'The PDF takes too long to make. Choose fewer columns, or narrow the list by a filter.',
    'said.pdfTooMuch',
  ],
  [
    'No font for PDF has the sign {sign} ({codePoint}) of row {row}, column “{column}”. Leave that column out, or choose XLSX or CSV.',
    'said.pdfSign',
  ],
];

const patterns = SAID.map(
  ([sentence, id]) =>
    [
      new RegExp(
        `^${sentence.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => (name === 'count' ? '(?<count>\\d+)' : `(?<${name}>.+?)`))}$`,
      ),
      id,
    ] as const,
);

/** The id and the values of a sentence of the service; undefined for one that this page does not know. */
export function saidBy(
  sentence: string,
): { readonly id: MessageId; readonly values: TextValues } | undefined {
  for (const [pattern, id] of patterns) {
    const found = pattern.exec(sentence);
    if (found !== null) return { id, values: { ...found.groups } };
  }
  return undefined;
}
