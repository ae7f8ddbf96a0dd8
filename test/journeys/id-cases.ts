import { newId } from '#libs/kernel';
import { NOMINATION_ACTS } from '#libs/nominations';
import { ACTS, IDS_OF_ACTS } from '../acts/support/acts.js';
import {
  allotted,
  byId,
  conferenceId,
  filtered,
  type IdCase,
  idInInput,
  idOfAct,
} from '../acts/support/ids.js';
import { CANARY } from './rows-beyond-walls.js';
import { KNOWN_KEY } from './walled-conferences.js';

/** A draft of Chatham House. */
const KNOWN = `${CANARY} Draft`;

/** The example of an act as its form for many things takes it: that of a change has one field alone. */
const manyExample = (name: string, example: Readonly<Record<string, unknown>>): object =>
  name === 'updateNomination' ? {} : example;

/** Of a nomination that is submitted, or a draft: whose it is has to be said before which version it is. */
const actsOnNominations: Readonly<Record<string, IdCase>> = Object.fromEntries(
  NOMINATION_ACTS.flatMap(({ act: { name, example, many } }): [string, IdCase][] => [
    ...(many === undefined
      ? []
      : ([
          [
            `Mutation.${name}Many(input.items.id)`,
            idInInput('nomination', (id) => ({ items: [{ id, version: 2 }], ...manyExample(name, example) })),
          ],
        ] satisfies [string, IdCase][])),
    [`Mutation.${name}(id)`, idOfAct('nomination', { version: 2, ...example })],
    [
      `Mutation.${name}(identifier.bodyId)`,
      {
        kind: 'body',
        variables: (id) => ({
          identifier: { bodyId: id, externalReference: KNOWN_KEY },
          input: { idempotencyKey: newId(), version: 2, ...example },
        }),
      },
    ],
  ]),
);

/** One for every place; a place without a case, and a case without a place, fail the test of the walls. */
export const ID_CASES: Readonly<Record<string, IdCase>> = {
  'Query.apiTokens(bodyId)': {
    kind: 'body',
    variables: (id, home) => ({ conferenceId: home.conferenceId, bodyId: id }),
  },
  'Query.apiTokens(conferenceId)': conferenceId,
  'Query.absences(conferenceId)': conferenceId,
  'Query.absentColleagues(conferenceId)': conferenceId,
  'Query.reviewColleagues(conferenceId)': conferenceId,
  'Query.allotmentPreview(bodyId)': allotted('body', (id) => ({ bodyId: id })),
  'Query.allotmentPreview(conferenceId)': allotted('conference', (id) => ({ conferenceId: id })),
  'Query.allotmentPreview(constituencyId)': allotted('constituency', (id) => ({ constituencyId: id })),
  'Query.auditEvents(conferenceId)': conferenceId,
  'Query.changes(conferenceId)': conferenceId,
  'Query.auditEvents(filter.bodyIds)': filtered('body', (id) => ({ bodyIds: [id] })),
  'Query.auditEvents(filter.subjectId)': filtered('subject', (id) => ({ subjectId: id })),
  'Query.bodies(conferenceId)': conferenceId,
  'Query.countries(conferenceId)': conferenceId,
  'Query.exportLists(conferenceId)': conferenceId,
  'Query.deadLetters(conferenceId)': conferenceId,
  'Query.decisionBatches(conferenceId)': conferenceId,
  'Query.freePlaces(conferenceId)': conferenceId,
  'Query.importList(id)': byId('list'),
  'Query.importPreview(listId)': { kind: 'list', variables: (id) => ({ listId: id }) },
  'Query.importRows(listId)': { kind: 'list', variables: (id) => ({ listId: id }) },
  'Query.importLists(bodyId)': { kind: 'body', variables: (id) => ({ bodyId: id }) },
  'Query.inbox(filter.bodyIds)': { kind: 'body', variables: (id) => ({ filter: { bodyIds: [id] } }) },
  'Query.inbox(filter.conferenceId)': {
    kind: 'conference',
    variables: (id) => ({ filter: { conferenceId: id } }),
  },
  'Query.knownNominees(bodyId)': {
    kind: 'body',
    variables: (id, home) => ({ conferenceId: home.conferenceId, bodyId: id, name: KNOWN }),
  },
  'Query.knownNominees(conferenceId)': {
    kind: 'conference',
    variables: (id, home) => ({ conferenceId: id, bodyId: home.bodyId, name: KNOWN }),
  },
  'Query.knownNominees(exceptId)': {
    kind: 'nomination',
    variables: (id, home) => ({
      conferenceId: home.conferenceId,
      bodyId: home.bodyId,
      name: KNOWN,
      exceptId: id,
    }),
  },
  'Query.mailTrouble(conferenceId)': conferenceId,
  'Query.matchingInbox(filter.bodyIds)': {
    kind: 'body',
    variables: (id) => ({ filter: { bodyIds: [id] } }),
  },
  'Query.matchingInbox(filter.conferenceId)': {
    kind: 'conference',
    variables: (id) => ({ filter: { conferenceId: id } }),
  },
  'Query.matchingNominations(conferenceId)': conferenceId,
  'Query.matchingNominations(filter.bodyIds)': filtered('body', (id) => ({ bodyIds: [id] })),
  'Query.matchingNominations(filter.constituencyIds)': filtered('constituency', (id) => ({
    constituencyIds: [id],
  })),
  'Query.matchingNominations(filter.ids)': filtered('nomination', (id) => ({ ids: [id] })),
  'Query.matchingNominations(filter.organisationIds)': filtered('organisation', (id) => ({
    organisationIds: [id],
  })),
  'Query.message(id)': byId('message'),
  'Query.messages(conferenceId)': conferenceId,
  'Query.messages(filter.nominationId)': filtered('nomination', (id) => ({ nominationId: id })),
  'Query.node(id)': byId('node'),
  'Query.nodes(ids)': { kind: 'node', variables: (id) => ({ ids: [id] }) },
  'Query.nomination(id)': byId('nomination'),
  'Query.nomination(identifier.bodyId)': {
    kind: 'body',
    variables: (id) => ({ identifier: { bodyId: id, externalReference: KNOWN_KEY } }),
  },
  'Query.nominations(conferenceId)': conferenceId,
  'Query.nominations(filter.bodyIds)': filtered('body', (id) => ({ bodyIds: [id] })),
  'Query.nominations(filter.ids)': filtered('nomination', (id) => ({ ids: [id] })),
  'Query.nominations(filter.constituencyIds)': filtered('constituency', (id) => ({ constituencyIds: [id] })),
  'Query.nominations(filter.organisationIds)': filtered('organisation', (id) => ({ organisationIds: [id] })),
  'Query.placePreview(nominationId)': {
    kind: 'nomination',
    variables: (id) => ({ nominationId: id, act: 'WITHDRAW' }),
  },
  'Query.possibleDuplicate(firstId)': {
    kind: 'nomination',
    variables: (id, home) => ({ firstId: id, secondId: home.nominationId }),
  },
  'Query.possibleDuplicate(secondId)': {
    kind: 'nomination',
    variables: (id, home) => ({ firstId: home.nominationId, secondId: id }),
  },
  'Query.possibleDuplicates(conferenceId)': conferenceId,
  'Query.possibleDuplicates(filter.constituencyIds)': filtered('constituency', (id) => ({
    constituencyIds: [id],
  })),
  'Query.placeOffers(conferenceId)': conferenceId,
  'Query.quotaBalances(conferenceId)': conferenceId,
  'Query.releasePreview(after)': {
    kind: 'nomination',
    variables: (id, home) => ({ conferenceId: home.conferenceId, after: id }),
  },
  'Query.releasePreview(conferenceId)': conferenceId,
  'Query.releasePreview(nominationIds)': {
    kind: 'nomination',
    variables: (id, home) => ({ conferenceId: home.conferenceId, nominationIds: [id] }),
  },
  'Query.organisationInvitationFigures(conferenceId)': conferenceId,
  'Query.organisationInvitations(conferenceId)': conferenceId,
  'Query.organisations(conferenceId)': conferenceId,
  'Query.organisationTexts(conferenceId)': conferenceId,
  'Query.organisationSuggestions(conferenceId)': {
    kind: 'conference',
    variables: (id) => ({ conferenceId: id, typed: 'sample' }),
  },
  'Query.savedViews(conferenceId)': {
    kind: 'conference',
    variables: (id) => ({ conferenceId: id, list: 'NOMINATIONS' }),
  },
  'Query.staff(bodyId)': {
    kind: 'body',
    variables: (id, home) => ({ conferenceId: home.conferenceId, bodyId: id }),
  },
  'Query.staff(conferenceId)': conferenceId,
  'Query.watchList(conferenceId)': conferenceId,
  'Query.webhookDeliveries(endpointId)': { kind: 'endpoint', variables: (id) => ({ endpointId: id }) },
  'Query.webhookEndpoints(bodyId)': {
    kind: 'body',
    variables: (id, home) => ({ conferenceId: home.conferenceId, bodyId: id }),
  },
  'Query.webhookEndpoints(conferenceId)': conferenceId,

  ...actsOnNominations,
  ...IDS_OF_ACTS,

  'Subscription.inboxChanged(conferenceId)': conferenceId,
  'Subscription.nominationsChanged(conferenceId)': conferenceId,
  'Subscription.nominationChanged(id)': byId('nomination'),
};

/** Acts of a person with a browser, which refuse a token whatever the id: libs/access/src/role-offers.int-spec.ts has them. */
export const NOT_BY_TOKEN: readonly string[] = Object.entries(ACTS).flatMap(
  ([name, { ids = {}, isRefusedToTokens }]) =>
    isRefusedToTokens === undefined ? [] : Object.keys(ids).map((place) => `Mutation.${name}(${place})`),
);
