type Details = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '');
const number = (value: unknown): string => (typeof value === 'number' ? String(value) : '');
const quoted = (value: unknown): string => (text(value) === '' ? '' : `: “${text(value)}”`);
const places = (value: unknown): string => (value === 1 ? '1 place' : `${number(value)} places`);
const list = (value: unknown): string =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : '';

const OUTCOMES: Readonly<Record<string, string>> = {
  APPROVE: 'approval',
  REJECT: 'refusal',
  RESERVE: 'a place on the reserve list',
};
/** What the host says of a pair that may be of one person. */
const VERDICTS: Readonly<Record<string, string>> = {
  SAME: 'Judged that another nomination is of the same person',
  DIFFERENT: 'Judged that another nomination is of a different person',
  LATER: 'Kept a possible duplicate for later',
};
const TRANSFERS: Readonly<Record<string, string>> = {
  OFF: 'they do not',
  BETWEEN_BODIES: 'between themselves',
  WITH_HOST: 'when the host agrees',
};
const outcome = (value: unknown): string => OUTCOMES[text(value)] ?? 'an outcome';

const instead = ({ insteadOf }: Details): string =>
  text(insteadOf) === '' ? '' : ` instead of ${outcome(insteadOf)}`;

/**
 * What of the details may be told beside the action, by name; everything else is for the host's machines. A partner reads
 * its body's events, so nothing that counts or names other bodies' belongs here.
 */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'nomination.created': ['reference'],
  'nomination.updated': ['fields'],
  'nomination.email-corrected': ['isInvitedAgain'],
  'nomination.person-corrected': ['fields'],
  'nomination.superseded': ['successor'],
  'nomination.substituted': ['reference', 'predecessor'],
  'nomination.recommended': ['recommendation', 'insteadOf'],
  'nomination.signed-off': ['outcome', 'insteadOf', 'agreeing', 'needed'],
  'nomination.duplicate-judged': ['verdict'],
  'nomination.duplicate-merged': ['facts', 'isCorrected'],
  'nomination.merge-undone': ['facts', 'isCorrected'],
  'nomination.decided': ['outcome', 'isQuotaOverridden', 'insteadOf'],
  'nomination.review-reminded': ['count'],
  'nomination.organisations-matched': ['count'],
  'batch.released': ['number', 'size'],
  'watch-list.loaded': ['count'],
  'webhook.failed-replayed': ['count'],
  'import-list.loaded': ['rows'],
  'import-list.applied': ['drafts', 'updates'],
  'import-list.undone': ['rows'],
  'dead-letter.replayed': ['job'],
  'access.role-granted': ['role'],
  'access.role-accepted': ['role'],
  'access.role-declined': ['role'],
  'access.role-reminded': ['role'],
  'access.role-revoked': ['role'],
  'quota.allotted': ['allotted', 'difference'],
  'place-offer.made': ['count'],
  'place-offer.approved': ['count'],
  'place-offer.refused': ['count'],
  'place-offer.accepted': ['count'],
  'place-offer.declined': ['count'],
  'place-offer.withdrawn': ['count'],
  'place-offer.expired': ['count'],
  'window.set': ['kind'],
  'country.set': ['code'],
  'freed-places.set': ['freedPlaces'],
  'place-transfers.set': ['placeTransfers'],
  'organisation.contacts-set': ['count'],
  'organisation-invitation.reminded': ['recipients'],
  'organisation-invitation.extended': ['from', 'to'],
  'forum.topic-imported': ['statements', 'votes'],
  'forum.topic-exported': ['statements', 'votes'],
  'list.exported': ['list', 'format'],
  'list.export-ended': ['rows', 'isWhole'],
};

/** The values that go with an action's words in whichever language. A missing one is an empty text. */
export const valuesOfAction = (action: string, details: Details): Details =>
  Object.fromEntries((TOLD[action] ?? []).map((name) => [name, details[name] ?? '']));

/** The sentences of the trail, without their subject: who did it stands beside them. */
const SENTENCES: Readonly<Record<string, (details: Details, remark: unknown) => string>> = {
  'nomination.created': ({ reference }) => `Drafted the nomination${reference ? ` ${text(reference)}` : ''}`,
  'nomination.updated': ({ fields }) => `Changed the nomination${list(fields) ? ` (${list(fields)})` : ''}`,
  'nomination.second-allowed': (_, reason) =>
    `Nominated the address a second time, on purpose${quoted(reason)}`,
  'nomination.submitted': () => 'Submitted the nomination',
  'nomination.resubmitted': (_, answer) => `Submitted the nomination again${quoted(answer)}`,
  'nomination.under-review': () => 'The review began',
  'nomination.withdrawn': (_, reason) => `Withdrew the nomination${quoted(reason)}`,
  'nomination.email-corrected': ({ isInvitedAgain }) =>
    `Corrected the e-mail address${isInvitedAgain === true ? '; the person is invited again' : ''}`,
  'nomination.person-corrected': ({ fields }) => `Corrected the person (${list(fields)})`,
  'nomination.duplicate-judged': ({ verdict }) => VERDICTS[text(verdict)] ?? 'Judged a possible duplicate',
  'nomination.duplicate-merged': ({ facts, isCorrected }) =>
    isCorrected === true
      ? `Took facts from another nomination of the same person (${list(facts)})`
      : `Gave facts to another nomination of the same person (${list(facts)})`,
  'nomination.merge-undone': ({ facts, isCorrected }) =>
    isCorrected === true
      ? `Put back what it said before it took facts from another nomination (${list(facts)})`
      : `Put back what another nomination said before it took facts from this one (${list(facts)})`,
  'nomination.returned': (_, question) => `Returned the nomination with a question${quoted(question)}`,
  'nomination.recommended': (details) => `Recommended ${outcome(details.recommendation)}${instead(details)}`,
  'nomination.marked-ready': () => 'Said that it is ready to submit',
  'nomination.unmarked-ready': () => 'Said that it is not ready to submit after all',
  'nomination.review-claimed': () => 'Took the review on',
  'nomination.review-let-go': () => 'Let the review go',
  'nomination.review-assigned': () => 'Gave the review to a colleague',
  'nomination.review-reminded': ({ count }) => `Reminded colleagues of the review: ${number(count)}`,
  'nomination.organisations-matched': ({ count }) =>
    `Said which organisation bodies have typed, of so many nominations: ${number(count)}`,
  'nomination.signed-off': (details) =>
    `Signed off ${outcome(details.outcome)}${instead(details)}; ${
      typeof details.needed === 'number'
        ? `${number(details.agreeing)} of ${number(details.needed)} who have to agree`
        : 'more signatures are needed'
    }`,
  'nomination.decided': (details) =>
    `Signed off ${outcome(details.outcome)}${details.isQuotaOverridden === true ? ' beyond the quota' : ''}${instead(details)}`,
  'nomination.reopened': (_, reason) => `Took the decision back${quoted(reason)}`,
  'nomination.approved': () => 'The approval was released',
  'nomination.rejected': () => 'The refusal was released',
  'nomination.reserved': () => 'The place on the reserve list was released',
  'nomination.promoted': () => 'Moved up from the reserve list',
  'nomination.superseded': ({ successor }, reason) =>
    `Another person has taken the place${text(successor) === '' ? '' : ` (${text(successor)})`}${quoted(reason)}`,
  'nomination.substituted': ({ reference, predecessor }) =>
    `Nominated for the place of ${text(predecessor)}, as ${text(reference)}`,
  'nomination.lapsed': () => 'Lapsed: the deadline passed',
  'batch.released': (details) =>
    `Released batch ${number(details.number)} with ${number(details.size)} decisions`,
  'watch-list.loaded': ({ count }) => `Loaded a watch list of ${number(count)} names`,
  'invitation.issued': () => 'Invited the person',
  'invitation.confirmed': () => 'Confirmed the invitation',
  'invitation.declined': () => 'Declined the invitation',
  'invitation.lapsed': () => 'The invitation lapsed unanswered',
  'invitation.cancelled': () => 'Cancelled the invitation',
  'message.replayed': () => 'Sent a message again',
  'message.settled': () => 'Marked a message in doubt as sent',
  'dead-letter.replayed': ({ job }) => `Started the work “${text(job)}” again, after it had failed`,
  'access.signed-in': () => 'Signed in',
  'access.session-renewed': () => 'Repeated the sign-in; the cookie before it no longer works',
  'access.signed-out': () => 'Signed out',
  'access.token-created': () => 'Made an API token',
  'access.token-revoked': () => 'Revoked an API token',
  'access.role-granted': ({ role }) => `Gave somebody the role ${text(role)}`,
  'access.role-accepted': ({ role }) => `Accepted the role ${text(role)}`,
  'access.role-declined': ({ role }) => `Declined the role ${text(role)}`,
  'access.role-reminded': ({ role }) => `Reminded somebody of the role ${text(role)} that waits for them`,
  'access.role-revoked': ({ role }) => `Took the role ${text(role)} from somebody`,
  'quota.allotted': ({ allotted, difference }) =>
    `Allotted ${number(allotted)} places (${typeof difference === 'number' && difference > 0 ? '+' : ''}${number(difference)})`,
  'freed-places.set': ({ freedPlaces }) =>
    freedPlaces === 'AT_ONCE'
      ? 'Places that come free go to the reserve list at once'
      : 'Places that come free go to the reserve list by hand',
  'place-offer.made': ({ count }) => `Offered ${places(count)} to another body`,
  'place-offer.approved': ({ count }) => `Agreed to an offer of ${places(count)}`,
  'place-offer.refused': ({ count }) => `Did not agree to an offer of ${places(count)}`,
  'place-offer.accepted': ({ count }) => `Accepted an offer of ${places(count)}`,
  'place-offer.declined': ({ count }) => `Declined an offer of ${places(count)}`,
  'place-offer.withdrawn': ({ count }) => `Took an offer of ${places(count)} back`,
  'place-offer.expired': ({ count }) => `An offer of ${places(count)} expired`,
  'place-transfers.set': ({ placeTransfers }) =>
    `Set whether bodies pass places on: ${TRANSFERS[text(placeTransfers)] ?? ''}`,
  'window.set': ({ kind }) => `Set the window ${text(kind)}`,
  'country.set': ({ code }) => `Set how the country or territory ${text(code)} is named and offered`,
  'absence.recorded': () => 'Put an absence on record',
  'absence.ended': () => 'Ended an absence',
  'webhook.created': () => 'Made a webhook endpoint',
  'webhook.updated': () => 'Changed a webhook endpoint',
  'webhook.paused': () => 'Paused a webhook endpoint',
  'webhook.resumed': () => 'Resumed a webhook endpoint',
  'webhook.secret-rotated': () => 'Gave a webhook endpoint another secret',
  'webhook.tested': () => 'Sent a test to a webhook endpoint',
  'webhook.replayed': () => 'Sent webhook deliveries again',
  'webhook.failed-replayed': ({ count }) => `Sent webhook deliveries again that had failed: ${number(count)}`,
  'webhook.deleted': () => 'Deleted a webhook endpoint',
  'webhook.ended': () => 'A webhook endpoint ended',
  'view.saved': () => 'Saved a view of a list',
  'view.updated': () => 'Changed a view of a list',
  'view.deleted': () => 'Deleted a view of a list',
  'organisation.added': () => 'Added an organisation',
  'organisation.updated': () => 'Changed an organisation',
  'organisation.contacts-set': ({ count }) => `Set the contacts of an organisation: ${number(count)}`,
  'organisation.merged': () => 'Made two organisations one',
  'organisation.parted': () => 'Took the merge of an organisation back',
  'organisation-invitation.drafted': () => 'Drafted the invitation of an organisation',
  'organisation-invitation.updated': () => 'Changed the invitation of an organisation',
  'organisation-invitation.approved': (_, note) =>
    `Approved the invitation of an organisation${quoted(note)}`,
  'organisation-invitation.sent': (_, note) => `Sent the invitation of an organisation${quoted(note)}`,
  'organisation-invitation.acknowledged': (_, note) => `The letter has arrived${quoted(note)}`,
  'organisation-invitation.accepted': (_, note) => `The organisation accepted${quoted(note)}`,
  'organisation-invitation.admitted': (_, note) => `Admitted the organisation after all${quoted(note)}`,
  'organisation-invitation.regretted': (_, note) => `The organisation sent its regrets${quoted(note)}`,
  'organisation-invitation.revoked': (_, reason) =>
    `Revoked the invitation of an organisation${quoted(reason)}`,
  'organisation-invitation.lapsed': () => 'The invitation of an organisation lapsed unanswered',
  'organisation-invitation.asked': (_, note) => `The organisation asked to accept after all${quoted(note)}`,
  'organisation-invitation.declined': (_, reason) =>
    `Said no to an organisation that asked to accept after all${quoted(reason)}`,
  'organisation-invitation.delegate-named': () => 'Somebody was named for the delegation',
  'organisation-invitation.delegate-removed': () => 'Somebody was taken out of the delegation',
  'organisation-invitation.reminded': ({ recipients }) =>
    `Reminded the organisation of its answer, by so many mails: ${number(recipients)}`,
  'organisation-invitation.extended': ({ from, to }, reason) =>
    `Gave the organisation until ${text(to)} to answer, instead of ${text(from)}${quoted(reason)}`,
  'document.issued': () => 'Issued a document',
  'document.ended': () => 'A document is not valid any more',
  'list.exported': ({ list: name, format }) => `Exported the list ${text(name)} as ${text(format)}`,
  'list.export-ended': ({ rows, isWhole }) =>
    `The export ${isWhole === true ? 'ended' : 'broke off'} after ${number(rows)} rows`,
  'import-list.loaded': ({ rows }) => `Loaded a list of ${number(rows)} rows`,
  'import-list.applied': ({ drafts, updates }) =>
    `Applied a list: ${number(drafts)} to draft, ${number(updates)} to change`,
  'import-list.undone': ({ rows }) => `Took a list back: ${number(rows)} rows`,
  'import-list.abandoned': () => 'Threw a list away',
  'attachment.added': () => 'Attached a file',
  'attachment.deleted': () => 'Deleted an attached file',
  'note.written': () => 'Wrote an internal note',
  'note.updated': () => 'Changed an internal note',
  'note.deleted': () => 'Deleted an internal note',
  'forum.topic-imported': ({ statements, votes }) =>
    `Loaded a conversation as a topic: ${number(statements)} statements, ${number(votes)} votes`,
  'forum.topic-exported': ({ statements, votes }) =>
    `Exported a topic for its keeper: ${number(statements)} statements, ${number(votes)} votes`,
  'conference.created': () => 'Created the conference',
  'demonstration.loaded': () => 'Loaded the demonstration',
};

/** Every action that has a sentence; the console has words for each of them in every language. */
export const TOLD_ACTIONS: readonly string[] = Object.keys(SENTENCES);

/**
 * What happened, in plain English, with what the person wrote where it is not erased. Actions that have no sentence yet
 * are told by their name: `quota.moved` → “Quota moved”.
 */
export function describeAction(action: string, details: Details, remark: string | null = null): string {
  const sentence = SENTENCES[action];
  if (sentence !== undefined) return sentence(details, remark);
  const words = action.replaceAll(/[.-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
