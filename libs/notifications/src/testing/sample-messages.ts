import { type MessageKind } from '../domain/message.js';
import { type MessageParams } from '../domain/message-params.js';

const conference = { conferenceName: 'London Conference on Cyberspace' };
const event = {
  ...conference,
  venue: 'Queen Elizabeth II Conference Centre',
  city: 'London',
  startsOn: '2011-11-01',
  endsOn: '2011-11-02',
  timeZone: 'Europe/London',
};
const review = {
  ...conference,
  personName: 'Zoë Sample',
  bodyName: 'Sample Chamber',
  reference: 'ICC-7K3-Q9FA',
  stage: 'REVIEW',
  dueAt: '2011-10-14T16:00:00.000Z',
  timeZone: 'Europe/London',
} as const;

/** One message of every kind, about invented people. */
export const SAMPLE_PARAMS: { readonly [Kind in MessageKind]: MessageParams<Kind> } = {
  SIGN_IN_LINK: { minutes: 15 },
  NOMINATION_RETURNED: {
    ...conference,
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    question: 'Will she speak for the company or for herself?\nPlease say so in the justification.',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
  DECISION_NOTICE: {
    ...conference,
    decisions: [
      { personName: 'Zoë Sample', reference: 'ICC-7K3-Q9FA', outcome: 'APPROVE' },
      { personName: 'دانا نمونه', reference: 'ICC-2PD-M4XN', outcome: 'RESERVE', reasonCode: 'CAPACITY' },
      {
        personName: 'Otto Muster',
        reference: 'ICC-9WT-B6RC',
        outcome: 'REJECT',
        reasonCode: 'INELIGIBLE',
        reasonText: 'Nominations of business close at director level.',
      },
    ],
  },
  PERSONAL_INVITATION: {
    ...event,
    personName: 'Zoë Sample',
    honorific: 'Dr',
    capacity: 'SPEAKER',
    nominatedBy: 'Sample Chamber',
    respondBy: '2011-10-20T16:00:00.000Z',
    linkVersion: 1,
  },
  INVITATION_CONFIRMED: {
    ...event,
    personName: 'Zoë Sample',
    capacity: 'DELEGATE',
    changeableUntil: '2011-10-25T17:00:00.000Z',
  },
  INVITATION_DECLINED: {
    ...conference,
    personName: 'Zoë Sample',
    outcome: 'DECLINED',
    reason: 'I am away that week.',
    freedPlaces: 'BY_HAND',
  },
  INVITATION_CANCELLED: {
    ...conference,
    personName: 'Zoë Sample',
    honorific: 'Dr',
    nominatedBy: 'Sample Chamber',
  },
  REVIEW_REMINDER: review,
  REVIEW_ESCALATION: { ...review, stage: 'SIGN_OFF' },
  ANSWER_REMINDER: {
    ...conference,
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    question: 'Will she speak for the company or for herself?',
    dueAt: '2011-10-14T16:00:00.000Z',
    timeZone: 'Europe/London',
  },
  NOMINATION_LAPSED: {
    ...conference,
    personName: 'Zoë Sample',
    reference: 'ICC-7K3-Q9FA',
    cause: 'UNANSWERED',
  },
  RESERVE_PROMOTED: { ...conference, personName: 'Zoë Sample', reference: 'ICC-7K3-Q9FA' },
  PLACES_FREED: {
    ...conference,
    places: [{ bodyName: 'Sample Chamber', constituencyName: 'Business', count: 2, nextName: 'Otto Muster' }],
  },
  DECLINE_CONFIRMED: {
    ...event,
    personName: 'Zoë Sample',
    honorific: 'Dr',
    wasConfirmed: true,
    changeableUntil: '2011-10-25T17:00:00.000Z',
  },
  ACCEPTED_AFTER_ALL: { ...conference, personName: 'Zoë Sample' },
  ROLE_GRANTED: { ...conference, role: 'PARTNER_NOMINATOR', bodyName: 'Sample Chamber' },
};
