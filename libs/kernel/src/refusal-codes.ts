/**
 * Every code of a refusal that a mutation may answer, or a query in `extensions.code`: what it means, and what to do. Clients branch by it,
 * people read the message. One list for all: what each mutation may answer is said by its error type.
 */
export const REFUSAL_CODES = {
  ACTION_UNAVAILABLE:
    'This cannot be done in the present state. Read it again: `availableActions` says what can',
  ALREADY_CLAIMED:
    'A colleague is on this review already: `claimedBy`. Leave it to them, or act all the same',
  ALREADY_DECIDED: 'A colleague has decided this nomination already: `decidedBy`. Read it again',
  ALREADY_EXPECTED:
    'Another nomination of the same person, as the host has judged, has let them be invited; `message` has its reference. Judge the pair again if they are two people',
  ALREADY_GRANTED: 'The person has this role already, or it was offered to them',
  ALREADY_JUDGED:
    'A colleague has judged this pair since it was read: `decidedBy`, and `verdict` is what they said. Read it again; whoever means something else says so under the new version',
  ALREADY_NAMED:
    'The person is in the delegation of an organisation for which the caller answers: `namedFor`. Take them out there first',
  ALREADY_NOMINATED:
    'The body has a living nomination of this address: `existing`. Change that one; if a second one is meant, say so (`allowSecond`) and why (`allowSecondReason`)',
  ALREADY_REMINDED:
    'A colleague has written to them within the last day: `remindedAt`, `remindedBy`. Wait until a day has passed',
  COUNTS_CHANGED:
    'The list would do something else than the figures that were named: `counts`. Read its preview again',
  CURSOR_EXPIRED:
    'A cursor of `changes` that holds no more: it is too old, or its change is not here any more, after a restore, say. Ask without a cursor and read everything anew',
  DELEGATIONS_FROZEN:
    'Organisations change their delegations no more, or not yet: see the window DELEGATION of the conference. An officer of the host still can',
  EXTERNAL_REFERENCE_TAKEN:
    'Another nomination of the body has this external reference: `existing`. Change that one, or choose another reference',
  FILE_REFUSED:
    'The file cannot be read as a list: `fileProblem` says why, `message` how to mend it. Nothing was kept',
  FORBIDDEN:
    'The role of the caller, or the scope of the token, does not allow it. Somebody else has to do it',
  IDEMPOTENCY_KEY_REUSED:
    'The key was used for another request. Make a new key for a new act; use the same one only to send the same request again',
  INCOMPLETE: 'Something is missing that is needed from here on; `path` says what',
  INVALID_INPUT:
    'A value breaks a rule; `path` and `message` say which. Nothing was done: mend it and send it again',
  INVITATION_ENDED: 'The invitation was answered or has lapsed, so what hangs on it stands',
  LAST_ADMINISTRATOR:
    'The conference would be left without an administrator. Give the role to somebody else first',
  LIKELY_SAME:
    'Others are likely the same: `likelySame`. Look at them; if this one is another, send it again with a new key and say so (`allowsLikelySame`)',
  LINK_INVALID: 'The link was used, has expired, or is not whole. Ask for another',
  MERGE_STANDS: 'The merge is not undone any more: `undoObstacle` says why. Correct the nomination instead',
  NOT_JUDGED_SAME:
    'The host has not judged that both nominations are of one person, or it is asked again. Judge the pair first',
  NOT_UNDOABLE:
    'Something that the list has made was submitted, withdrawn or changed since: `rows`. Nothing was taken back',
  NOT_FOUND: 'There is no such thing, or it is out of the scope of the caller: the two are not told apart',
  NOTHING_TO_RELEASE: 'No decision waits for its release',
  PLACE_GONE: 'Somebody else has the place by now',
  PREVIEW_CHANGED: 'Something else would go out than the preview said. Read the preview again',
  QUOTA_SPENT:
    'The body has no free place for this constituency; `balance` has the figures. Free a place or ask the host',
  RATE_LIMITED: 'Too many of these for now. Send the same request again at `retryAt`',
  REASON_REQUIRED: 'This needs a reason; `path` says where it is given',
  SEAT_TAKEN:
    'No seat of this role is free; `takenBy` has the last one, where the letter offers any. No other role’s seat is taken instead',
  SEPARATION_OF_DUTIES: 'The caller has had another part in this, so somebody else has to do it',
  SUBSTITUTIONS_FROZEN:
    'Bodies name nobody else any more: see the window SUBSTITUTION of the conference. An officer of the host still can',
  VERSION_CONFLICT:
    'It was changed since it was read. Read it again (`currentVersion`), compare, and send the request with the new version and a new key',
  WINDOW_CLOSED: 'The time for this is over, or has not come: see the windows of the conference',
} as const satisfies Readonly<Record<string, string>>;

export type RefusalCode = keyof typeof REFUSAL_CODES;

/** What a refusal may carry beside its code, message and path; null where it does not concern the code. */
export const REFUSAL_EXTRAS: Readonly<Record<string, string>> = {
  balance: 'The places of the body, of a QUOTA_SPENT; null where it has none at all',
  claimedBy: 'Who is on it, of an ALREADY_CLAIMED',
  counts: 'The figures as they are now, of a COUNTS_CHANGED',
  currentVersion: 'The version as it is now, of a VERSION_CONFLICT',
  decidedBy: 'Who was first, of an ALREADY_DECIDED or ALREADY_JUDGED',
  existing: 'What is there already, of a refusal that is about a second one',
  fileProblem: 'What is wrong with the file, of a FILE_REFUSED',
  likelySame: 'Those that are likely the same, at most 5, of a LIKELY_SAME',
  invitationState: 'How the invitation stands, of an INVITATION_ENDED',
  namedFor: 'What the organisation is called whose delegation has the person, of an ALREADY_NAMED',
  offerState: 'How the offer of places stands, where that is why',
  retryAt: 'From when the same request is taken again, of a RATE_LIMITED',
  remindedAt: 'When the last reminder went, of an ALREADY_REMINDED',
  remindedBy: 'What whoever sent it is called, of an ALREADY_REMINDED; null where the caller may not see',
  rows: 'The rows that keep it from being taken back, of a NOT_UNDOABLE',
  state: 'The state as it is now, where that is why',
  takenBy: 'Who was named last for such a seat, of a SEAT_TAKEN; null where the letter offers none',
  undoObstacle: 'Why it is not undone any more, of a MERGE_STANDS',
  verdict: 'What was said before, of an ALREADY_JUDGED',
};
