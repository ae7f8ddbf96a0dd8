import { type MessageKind } from '../domain/message.js';
import { type ParsedParams } from '../domain/message-params.js';
import { type Language } from '../domain/mail-language.js';
import { type Part, type Shown, typed, type Values } from './shown.js';
import { dayRange, moment } from './times.js';
import {
  CAN_BE_INVITED,
  CAPACITY,
  COLON,
  PLACES_FREE,
  REASON,
  ROLE,
  ROLE_NAME,
  STAGE,
  STEP,
} from './words.js';

type Presenters = {
  readonly [Kind in MessageKind]: (
    params: ParsedParams<Kind>,
    language: Language,
    asOf: Date | null,
  ) => Values;
};

/** What stands in the placeholders of each kind: the values of the message in words of the reader's language. */
const presenters: Presenters = {
  SIGN_IN_LINK: ({ minutes }) => ({ minutes: String(minutes) }),
  NOMINATION_RETURNED: (params, language) => ({
    conference: typed(params.conferenceName),
    person: typed(params.personName),
    reference: params.reference,
    question: { prose: params.question },
    dueAt: params.dueAt && params.timeZone ? moment(language, params.dueAt, params.timeZone) : null,
  }),
  DECISION_NOTICE: decisions,
  PERSONAL_INVITATION: (params, language) => ({
    ...event(params, language),
    name: addressed(params),
    capacity: CAPACITY[params.capacity][language],
    nominatedBy: typed(params.nominatedBy),
    respondBy: moment(language, params.respondBy, params.timeZone),
    reminder: params.isReminder,
    first: !params.isReminder,
    reminderBy: params.isReminder ? moment(language, params.respondBy, params.timeZone) : null,
  }),
  INVITATION_CONFIRMED: (params, language, asOf) => ({
    ...event(params, language),
    name: addressed(params),
    capacity: CAPACITY[params.capacity][language],
    ...changeable(params, language, asOf),
  }),
  DECLINE_CONFIRMED: (params, language, asOf) => ({
    conference: typed(params.conferenceName),
    name: addressed(params),
    accepted: params.wasConfirmed,
    pending: !params.wasConfirmed,
    ...changeable(params, language, asOf),
  }),
  INVITATION_DECLINED: (params) => ({
    conference: typed(params.conferenceName),
    people: { list: [[typed(params.personName)]] },
    declined: params.outcome === 'DECLINED',
    lapsed: params.outcome === 'LAPSED',
    reason: orNull(params.reason),
    atOnce: params.freedPlaces === 'AT_ONCE',
    byHand: params.freedPlaces === 'BY_HAND',
    closed: params.freedPlaces === 'CLOSED',
    beyondQuota: params.freedPlaces === 'NONE',
  }),
  ACCEPTED_AFTER_ALL: (params) => ({
    conference: typed(params.conferenceName),
    people: { list: [[typed(params.personName)]] },
  }),
  INVITATION_CANCELLED: (params) => ({
    conference: typed(params.conferenceName),
    name: addressed(params),
    nominatedBy: typed(params.nominatedBy),
  }),
  REVIEW_REMINDER: waiting,
  REVIEW_ESCALATION: waiting,
  ANSWER_REMINDER: (params, language) => ({
    conference: typed(params.conferenceName),
    person: typed(params.personName),
    reference: params.reference,
    question: { prose: params.question },
    dueAt: moment(language, params.dueAt, params.timeZone),
  }),
  NOMINATION_LAPSED: (params) => ({
    conference: typed(params.conferenceName),
    person: typed(params.personName),
    reference: params.reference,
    unanswered: params.cause === 'UNANSWERED',
    undecided: params.cause === 'UNDECIDED',
  }),
  RESERVE_PROMOTED: (params) => ({
    conference: typed(params.conferenceName),
    person: typed(params.personName),
    reference: params.reference,
  }),
  PLACES_FREED: ({ conferenceName, places }, language) => ({
    conference: typed(conferenceName),
    ...oneOrMore(places.reduce((sum, { count }) => sum + count, 0)),
    places: {
      list: places.map(({ bodyName, constituencyName, count, nextName }) => [
        typed(bodyName),
        ', ',
        typed(constituencyName),
        `${COLON[language]} ${PLACES_FREE[language](count)} `,
        typed(nextName),
      ]),
    },
    waiting: {
      list: places.map(({ bodyName, constituencyName, count, nextName }) => [
        typed(bodyName),
        ', ',
        typed(constituencyName),
        `${COLON[language]} ${CAN_BE_INVITED[language](count)} `,
        typed(nextName),
      ]),
    },
  }),
  ROLE_GRANTED: (params, language) => ({
    conference: typed(params.conferenceName),
    role: ROLE[params.role][language],
    roleName: ROLE_NAME[params.role][language],
    body: orNull(params.bodyName),
    offer: params.isOffer,
    begun: !params.isOffer,
    acceptUntil:
      params.acceptUntil && params.timeZone ? moment(language, params.acceptUntil, params.timeZone) : null,
  }),
};

/** The placeholders of a message. `params` has been parsed by the kind's schema. `asOf`: what is over by then is not offered. */
export function valuesOf<Kind extends MessageKind>(
  kind: Kind,
  params: ParsedParams<Kind>,
  language: Language,
  asOf: Date | null = null,
): Values {
  return presenters[kind](params, language, asOf);
}

/** Until when the answer can be changed, or that it cannot any more. */
function changeable(
  { changeableUntil: until, timeZone }: { changeableUntil?: string | null | undefined; timeZone: string },
  language: Language,
  asOf: Date | null,
): Values {
  const isOpen = typeof until === 'string' && (asOf === null || new Date(until) > asOf);
  return { changeableUntil: isOpen ? moment(language, until, timeZone) : null, closed: !isOpen };
}

const oneOrMore = (count: number): Values => ({ one: count === 1, more: count !== 1 });

const orNull = (text: string | null | undefined): Shown => (text ? typed(text) : null);

const addressed = ({ honorific, personName }: { honorific?: string | null; personName: string }): Shown =>
  typed(honorific ? `${honorific} ${personName}` : personName);

function event(
  params: ParsedParams<'PERSONAL_INVITATION' | 'INVITATION_CONFIRMED'>,
  language: Language,
): Values {
  return {
    conference: typed(params.conferenceName),
    dates: dayRange(language, params.startsOn, params.endsOn),
    place: [typed(params.venue), ', ', typed(params.city)],
  };
}

function waiting(params: ParsedParams<'REVIEW_REMINDER'>, language: Language): Values {
  return {
    conference: typed(params.conferenceName),
    person: typed(params.personName),
    body: typed(params.bodyName),
    reference: params.reference,
    stage: STAGE[params.stage][language],
    step: STEP[params.stage][language],
    dueAt: moment(language, params.dueAt, params.timeZone),
  };
}

type Decision = ParsedParams<'DECISION_NOTICE'>['decisions'][number];

function decisions(params: ParsedParams<'DECISION_NOTICE'>, language: Language): Values {
  const listOf = (outcome: Decision['outcome']): Shown => ({
    list: params.decisions
      .filter((decision) => decision.outcome === outcome)
      .map((decision) => decisionEntry(decision, language)),
  });
  const [first, ...others] = params.decisions;
  const isOne = others.length === 0;
  return {
    conference: typed(params.conferenceName),
    one: isOne,
    several: !isOne,
    oneReference: isOne && first !== undefined ? first.reference : null,
    approved: listOf('APPROVE'),
    reserved: listOf('RESERVE'),
    rejected: listOf('REJECT'),
  };
}

/** `Name (REFERENCE): reason. Text of the reason` */
function decisionEntry(decision: Decision, language: Language): readonly Part[] {
  const code = decision.reasonCode ? (REASON[decision.reasonCode]?.[language] ?? null) : null;
  const reasons: Part[] = [];
  if (code !== null) reasons.push(code);
  if (code !== null && decision.reasonText) reasons.push('. ');
  if (decision.reasonText) reasons.push({ typed: decision.reasonText });
  return [
    typed(decision.personName),
    ` (${decision.reference})`,
    ...(reasons.length > 0 ? [`${COLON[language]} `, ...reasons] : []),
  ];
}
