import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { newId } from '#libs/kernel';
import { NOMINATION_ACTS, NOMINATION_FIELDS, PERSON_FIELDS } from '#libs/nominations';
import { ACTS } from '../acts/support/acts.js';
import { fingerprint } from '../support/catalogue.js';
import { createNomination, decideNomination, submitNomination, updateNomination } from './operations.js';
import { SchemaWalk } from './schema-walk.js';
import { type WalledConferences, walledConferences } from './walled-conferences.js';

/** The type of a mutation's input. */
const typeOf = (mutation: string): string => `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;

/** All that clients may say, type by type, but for acts and for what bodies fill in, which declare it. A field more is a decision: who sets it, and what would somebody hostile set it to? */
const INPUT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  AuditEventFilter: ['actions: [String!]', 'bodyIds: [ID!]', 'search: String', 'subjectId: ID'],
  CountryNameInput: ['language: LanguageTag!', 'name: String'],
  DateTimeRange: ['gte: DateTime', 'lt: DateTime'],
  DuplicatePairFilter: ['constituencyIds: [ID!]', 'states: [DuplicatePairState!]'],
  InboxFilter: [
    'actionable: Boolean',
    'bodyIds: [ID!]',
    'claims: [ClaimFilter!]',
    'conferenceId: ID',
    'isOverdue: Boolean',
    'search: String',
    'stages: [Stage!]',
  ],
  ImportAnswerInput: ['about: ImportAnswered!', 'choice: String', 'isTakenBack: Boolean!', 'item: String!'],
  ImportCellInput: ['cell: String!', 'text: String'],
  ImportColumnInput: ['column: String!', 'field: ImportField', 'isTakenBack: Boolean!'],
  ImportRowFilter: ['hasProblems: Boolean', 'isRefused: Boolean', 'outcomes: [ImportOutcome!]'],
  ManyItemInput: ['id: ID!', 'version: Int!'],
  MessageFilter: ['kinds: [MessageKind!]', 'nominationId: ID', 'search: String', 'states: [MessageState!]'],
  NominationFilter: [
    'bodyIds: [ID!]',
    'capacities: [Capacity!]',
    'constituencyIds: [ID!]',
    'emails: [EmailAddress!]',
    'externalReferences: [String!]',
    'ids: [ID!]',
    'isReady: Boolean',
    'organisationIds: [ID!]',
    'references: [String!]',
    'search: String',
    'states: [NominationState!]',
    'updatedAt: DateTimeRange',
  ],
  NominationIdentifier: ['bodyId: ID!', 'externalReference: String!'],
  NominationOrder: ['direction: OrderDirection!', 'field: NominationOrderField!'],
  OfferedSeatsInput: ['count: Int!', 'role: SeatRole!'],
  OrganisationContactInput: [
    'email: EmailAddress',
    'list: String!',
    'name: String!',
    'role: String',
    'telephone: String',
  ],
  OrganisationFilterInput: [
    'isListed: Boolean',
    'kinds: [OrganisationKind!]',
    'regionalGroups: [RegionalGroup!]',
    'regions: [Region!]',
    'search: String',
  ],
  OrganisationFormerNameInput: ['language: LanguageTag!', 'name: String!', 'until: String!'],
  OrganisationInvitationFilterInput: [
    'isOverdue: Boolean',
    'levels: [OrganisationInvitationLevel!]',
    'regionalGroups: [RegionalGroup!]',
    'regions: [Region!]',
    'search: String',
    'states: [OrganisationInvitationState!]',
  ],
  OrganisationNamesInput: ['language: LanguageTag!', 'official: String', 'short: String'],
  OrganisationSortNameInput: ['language: LanguageTag!', 'name: String!'],
  WatchListEntryInput: ['name: String!', 'note: String'],
  WebhookDeliveryFilter: ['state: WebhookDeliveryState'],
  ...Object.fromEntries(
    Object.entries(ACTS).flatMap(([name, { input }]) => (input === undefined ? [] : [[typeOf(name), input]])),
  ),
};

/** What the server alone sets, wherever a client might try to. */
const SERVER_SETS = [
  'actorId',
  'allotted',
  'bodyId',
  'conferenceId',
  'consumed',
  'createdAt',
  'createdById',
  'decidedById',
  'grants',
  'held',
  'id',
  'isDemonstration',
  'lastEditedById',
  'outcome',
  'personId',
  'releasedAt',
  'role',
  'stage',
  'state',
  'submittedAt',
  'tokenHash',
  'userId',
  'version',
] as const;

/** A value that a type accepts, with its required fields alone. */
function example(type: GraphQLInputType): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return [example(plain.ofType)];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, example(field.type)]));
  }
  switch (named.name) {
    case 'ID':
      return newId();
    case 'Int':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return '2090-01-01T00:00:00Z';
    case 'EmailAddress':
      return 'somebody@example.org';
    case 'CountryCode':
      return 'GB';
    case 'LanguageTag':
      return 'fr';
    default:
      return newId();
  }
}

let walled: WalledConferences;
let walk: SchemaWalk;

/** What is said of a person is stored with it, but for which organisation its text is. */
const PERSON = [...Object.keys(PERSON_FIELDS), 'organisationId'];

beforeAll(async () => {
  walled = await walledConferences();
  walk = await SchemaWalk.of(walled.product.as('administrator'));
});

afterAll(() => walled.close());

describe('what a client may set', () => {
  it('is this, what acts declare, and nothing else', () => {
    const decided = Object.entries(INPUT_FIELDS).flatMap(([type, fields]) =>
      fields.map((field) => `${type}.${field}`),
    );
    const declared = new Set(
      [
        ...NOMINATION_ACTS.map(({ act: { name, input } }) => ({
          type: typeOf(name),
          fields: ['idempotencyKey', ...Object.keys(input.shape)],
        })),
        ...NOMINATION_ACTS.flatMap(({ act: { name, input, many } }) =>
          many === undefined
            ? []
            : {
                type: typeOf(`${name}Many`),
                fields: [
                  'idempotencyKey',
                  'isDryRun',
                  'items',
                  ...(many.fields ?? Object.keys(input.shape).filter((field) => field !== 'version')),
                ],
              },
        ),
        { type: 'CreateNominationInput', fields: Object.keys(NOMINATION_FIELDS) },
        { type: 'PersonInput', fields: PERSON },
        { type: 'UpdatePersonInput', fields: PERSON },
      ].flatMap(({ type, fields }) => fields.map((field) => `${type}.${field}`)),
    );
    const nameOf = (field: string): string => field.replace(/: .*/, '');
    const found = walk.inputFields();
    expect(found.filter((field) => !declared.has(nameOf(field)))).toEqual(decided.sort());
    expect(found.map(nameOf).filter((name) => declared.has(name))).toEqual([...declared].sort());
  });

  it("is none of what is the server's to set: every mutation refuses all of it by name, and nothing moves", async () => {
    const client = walled.product.as('iccCoordinator');
    const before = await fingerprint(walled.product.admin);
    for (const [name, { args }] of Object.entries(walk.fieldsOf('Mutation'))) {
      const input = args.find((arg) => arg.name === 'input');
      const type = getNamedType(input?.type);
      if (input === undefined || !isInputObjectType(type)) continue;
      const others = args.filter((arg) => arg !== input).map((arg) => [arg.name, example(arg.type)]);
      const wrong = SERVER_SETS.filter((field) => type.getFields()[field] === undefined);
      const smuggled = Object.fromEntries(wrong.map((field) => [field, 'APPROVED']));
      const { data, errors } = await client.query(walk.operation('Mutation', name, 0), {
        ...(Object.fromEntries(others) as Record<string, unknown>),
        input: { ...(example(type) as object), ...smuggled },
      });
      const refused = wrong.filter((field) =>
        errors?.some(
          ({ message, extensions }) =>
            extensions?.code === 'BAD_USER_INPUT' && message.includes(`"${field}" is not defined`),
        ),
      );
      expect([name, data ?? null, refused, errors?.length]).toEqual([name, null, wrong, wrong.length]);
    }
    expect(await fingerprint(walled.product.admin)).toEqual(before);
  });

  it.each(['state', 'bodyId', 'createdById'])(
    'is not the field %s in requests that are sound without it, in variables or in the text, at any depth',
    async (field) => {
      const { product, onlookers, embargoed } = walled;
      const icc = product.as('iccCoordinator');
      const own = onlookers[0]?.home.nominationId ?? '';
      const person = { name: 'Somebody', [field]: 'x' };
      const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
      const base = { conferenceId, bodyId, constituencyId };
      const before = await fingerprint(product.admin);
      const attempts: (() => Promise<unknown>)[] = [
        () => updateNomination(icc, own, { version: 1, rank: 7, [field]: 'x' }),
        () => updateNomination(icc, own, { version: 1, person: { [field]: 'x' } }),
        () => submitNomination(icc, own, { version: 1, [field]: 'x' }),
        () => createNomination(icc, { ...base, person }),
        () =>
          decideNomination(product.as('approver'), embargoed, {
            version: 2,
            outcome: 'RESERVE',
            [field]: 'x',
          }),
      ];
      const refusal = new RegExp(`"${field}.{2} is not defined by type .*"BAD_USER_INPUT"`);
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow(refusal);
      const { errors } = await icc.query(
        `mutation { submitNomination(id: "${own}", input: { idempotencyKey: "${newId()}", version: 1, ${field}: "x" }) { nomination { id } } }`,
      );
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect(await fingerprint(product.admin)).toEqual(before);
    },
  );

  // Last, for it moves something: the requests above fail for that one field.
  it('is the rest of such a request', async () => {
    const { product, onlookers } = walled;
    const own = onlookers[0]?.home.nominationId ?? '';
    const icc = product.as('iccCoordinator');
    const { nomination } = await updateNomination(icc, own, {
      version: 1,
      rank: 7,
      person: { name: 'Somebody' },
    });
    expect(nomination).toMatchObject({ version: 2, state: 'DRAFT' });
    const submitted = await submitNomination(icc, own, { version: 2 });
    expect(submitted.nomination).toMatchObject({ state: 'SUBMITTED' });
  });
});
