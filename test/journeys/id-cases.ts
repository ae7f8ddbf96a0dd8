import { newId } from '#libs/kernel';
import { NOMINATION_ACTS } from '#libs/nominations';
import { CANARY, type Home, type IdKind, KNOWN_KEY } from './walled-conferences.js';

/** A place of the schema where clients write an id: what it is the id of, and a request that is sound but for it. */
export interface IdCase {
  readonly kind: IdKind;
  readonly variables: (id: string, home: Home) => Readonly<Record<string, unknown>>;
}

const conferenceId: IdCase = { kind: 'conference', variables: (id) => ({ conferenceId: id }) };
const byId = (kind: IdKind): IdCase => ({ kind, variables: (id) => ({ id }) });
/** A list of the onlooker's own conference, filtered by an id. */
const filtered = (kind: IdKind, filter: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ conferenceId: home.conferenceId, filter: filter(id) }),
});
const act = (kind: IdKind, input: object): IdCase => ({
  kind,
  variables: (id) => ({ id, input: { idempotencyKey: newId(), ...input } }),
});
/** An input of a mutation; `name` is put where the id belongs. */
const input = (kind: IdKind, make: (id: string, home: Home) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ input: { idempotencyKey: newId(), ...make(id, home) } }),
});
const change = (kind: IdKind, make: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => ({ id: home.nominationId, input: { idempotencyKey: newId(), ...make(id) } }),
});
/** The form for many things, with one of them. */
const changeOfOne = (kind: IdKind, version: number, make: (id: string) => object): IdCase =>
  input(kind, (id, home) => ({ items: [{ id: home.nominationId, version }], ...make(id) }));
const creation = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  constituencyId: home.constituencyId,
  person: { name: 'Somebody' },
});

const allotment = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  constituencyId: home.constituencyId,
  allotted: 99,
  expectedAllotted: 7,
});
const allotted = (kind: IdKind, make: (id: string) => object): IdCase => ({
  kind,
  variables: (id, home) => {
    const { conferenceId, bodyId, constituencyId } = home;
    return { conferenceId, bodyId, constituencyId, allotted: 99, ...make(id) };
  },
});
const role = (home: Home) => ({
  conferenceId: home.conferenceId,
  bodyId: home.bodyId,
  role: 'PARTNER_VIEWER',
  name: 'Somebody',
  email: `${newId()}@example.org`,
});
/** Cells as a spreadsheet program copies them. */
const PASTED = 'Name\tE-mail\nAda Sample\tada@example.org\n';
const someday = { startsAt: '2090-01-01T00:00:00Z', endsAt: '2090-01-02T00:00:00Z' };

/** A draft of Chatham House. */
const KNOWN = `${CANARY} Draft`;

/** The example of an act as its form for many things takes it: that of a change has one field alone. */
const manyExample = (name: string, example: Readonly<Record<string, unknown>>): object =>
  name === 'updateNomination' ? {} : example;

/** Of a nomination that is submitted, or a draft: whose it is has to be said before which version it is. */
const actsOnNominations = Object.fromEntries(
  NOMINATION_ACTS.flatMap(({ act: { name, example, many } }) => [
    ...(many === undefined
      ? []
      : [
          [
            `Mutation.${name}Many(input.items.id)`,
            input('nomination', (id) => ({ items: [{ id, version: 2 }], ...manyExample(name, example) })),
          ] as const,
        ]),
    [`Mutation.${name}(id)`, act('nomination', { version: 2, ...example })],
    [
      `Mutation.${name}(identifier.bodyId)`,
      {
        kind: 'body',
        variables: (id) => ({
          identifier: { bodyId: id, externalReference: KNOWN_KEY },
          input: { idempotencyKey: newId(), version: 2, ...example },
        }),
      } satisfies IdCase,
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
  'Query.placePreview(nominationId)': {
    kind: 'nomination',
    variables: (id) => ({ nominationId: id, act: 'WITHDRAW' }),
  },
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
  'Mutation.allotPlaces(input.bodyId)': input('body', (id, home) => ({ ...allotment(home), bodyId: id })),
  'Mutation.allotPlaces(input.conferenceId)': input('conference', (id, home) => ({
    ...allotment(home),
    conferenceId: id,
  })),
  'Mutation.allotPlaces(input.constituencyId)': input('constituency', (id, home) => ({
    ...allotment(home),
    constituencyId: id,
  })),
  'Mutation.createApiToken(input.bodyId)': input('body', (id) => ({
    bodyId: id,
    name: 'Register',
    role: 'PARTNER_VIEWER',
    scope: 'READ',
  })),
  'Mutation.endAbsence(id)': act('absence', {}),
  'Mutation.grantRole(input.bodyId)': input('body', (id, home) => ({ ...role(home), bodyId: id })),
  'Mutation.grantRole(input.conferenceId)': input('conference', (id, home) => ({
    ...role(home),
    conferenceId: id,
  })),
  'Mutation.recordAbsence(input.conferenceId)': input('conference', (id) => ({
    conferenceId: id,
    ...someday,
  })),
  'Mutation.recordAbsence(input.userId)': input('user', (id, home) => ({
    conferenceId: home.conferenceId,
    userId: id,
    ...someday,
  })),
  'Mutation.acceptRole(id)': act('grant', {}),
  'Mutation.declineRole(id)': act('grant', {}),
  'Mutation.remindRole(id)': act('grant', {}),
  'Mutation.revokeGrant(id)': act('grant', {}),
  'Mutation.setFreedPlaces(input.conferenceId)': input('conference', (id) => ({
    conferenceId: id,
    freedPlaces: 'AT_ONCE',
  })),
  'Mutation.setWindow(input.conferenceId)': input('conference', (id) => ({
    conferenceId: id,
    kind: 'NOMINATION',
    opensAt: '2020-01-01T00:00:00Z',
    closesAt: '2090-01-02T00:00:00Z',
  })),
  'Mutation.setCountry(input.conferenceId)': input('conference', (id) => ({
    conferenceId: id,
    code: 'TW',
    isOffered: false,
  })),
  'Mutation.createNomination(input.bodyId)': input('body', (id, home) => ({ ...creation(home), bodyId: id })),
  'Mutation.createNomination(input.conferenceId)': input('conference', (id, home) => ({
    ...creation(home),
    conferenceId: id,
  })),
  'Mutation.createNomination(input.constituencyId)': input('constituency', (id, home) => ({
    ...creation(home),
    constituencyId: id,
  })),
  'Mutation.decideNomination(input.onBehalfOfId)': change('user', (id) => ({
    version: 2,
    outcome: 'RESERVE',
    onBehalfOfId: id,
  })),
  'Mutation.decideNominationMany(input.onBehalfOfId)': changeOfOne('user', 2, (id) => ({
    outcome: 'RESERVE',
    onBehalfOfId: id,
  })),
  'Mutation.updateNominationMany(input.constituencyId)': changeOfOne('constituency', 1, (id) => ({
    constituencyId: id,
  })),
  'Mutation.sayOfImportList(id)': act('list', { version: 1, cells: [{ cell: 'A2', text: 'Other' }] }),
  'Mutation.applyImportList(id)': act('list', { version: 1, toDraft: 1, toUpdate: 0, toLeave: 0 }),
  'Mutation.undoImportList(id)': act('list', { version: 1 }),
  'Mutation.abandonImportList(id)': act('list', { version: 1 }),
  'Mutation.loadImportList(input.bodyId)': input('body', (id) => ({ bodyId: id, text: PASTED })),
  'Mutation.loadImportList(input.listId)': input('list', (id, home) => ({
    bodyId: home.bodyId,
    listId: id,
    text: PASTED,
  })),
  'Mutation.loadWatchList(input.conferenceId)': input('conference', (id) => ({
    conferenceId: id,
    entries: [{ name: 'Nobody' }],
  })),
  'Mutation.releaseDecisions(input.conferenceId)': input('conference', (id) => ({ conferenceId: id })),
  'Mutation.releaseDecisions(input.nominationIds)': input('nomination', (id, home) => ({
    conferenceId: home.conferenceId,
    nominationIds: [id],
  })),
  'Mutation.createWebhookEndpoint(input.bodyId)': input('body', (id, home) => ({
    conferenceId: home.conferenceId,
    bodyId: id,
    url: 'https://receiver.example/',
  })),
  'Mutation.createWebhookEndpoint(input.conferenceId)': input('conference', (id, home) => ({
    conferenceId: id,
    bodyId: home.bodyId,
    url: 'https://receiver.example/',
  })),
  'Mutation.deleteWebhookEndpoint(id)': act('endpoint', {}),
  'Mutation.pauseWebhookEndpoint(id)': act('endpoint', {}),
  'Mutation.replayFailedWebhookDeliveries(id)': act('endpoint', { since: '2011-01-01T00:00:00Z' }),
  'Mutation.replayWebhookDelivery(id)': act('delivery', {}),
  'Mutation.resumeWebhookEndpoint(id)': act('endpoint', {}),
  'Mutation.rotateWebhookSecret(id)': act('endpoint', {}),
  'Mutation.sendTestWebhook(id)': act('endpoint', {}),
  'Mutation.updateWebhookEndpoint(id)': act('endpoint', { version: 1, description: 'Other' }),
  'Mutation.replayDeadLetter(id)': act('dead letter', {}),
  'Mutation.replayMessage(id)': act('message', {}),
  'Mutation.settleMessage(id)': act('message', {}),
  'Mutation.revokeApiToken(id)': act('token', {}),
  'Mutation.updateNomination(input.constituencyId)': change('constituency', (id) => ({
    version: 1,
    constituencyId: id,
  })),

  'Subscription.inboxChanged(conferenceId)': conferenceId,
  'Subscription.nominationsChanged(conferenceId)': conferenceId,
  'Subscription.nominationChanged(id)': byId('nomination'),
};

/** Acts of a person with a browser, which refuse a token whatever the id: libs/access/src/role-offers.int-spec.ts has them. */
export const NOT_BY_TOKEN: readonly string[] = [
  'Mutation.createApiToken(input.bodyId)',
  'Mutation.acceptRole(id)',
  'Mutation.declineRole(id)',
];
