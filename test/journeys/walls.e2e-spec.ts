import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isRequiredArgument } from 'graphql';
import { newId } from '#libs/kernel';
import { NOMINATION_ACTS } from '#libs/nominations';
import { mayEver } from '#libs/nominations/testing';
import { bytesOf, refusalOf } from './answers.js';
import { type IdCase } from '../acts/support/ids.js';
import { ID_CASES, NOT_BY_TOKEN } from './id-cases.js';
import { type RootKind, SchemaWalk } from './schema-walk.js';
import { CANARY } from './rows-beyond-walls.js';
import {
  BOTH_WALLS,
  type Onlooker,
  ONLOOKER_NAMES,
  type WalledConferences,
  walledConferences,
} from './walled-conferences.js';
import { fingerprint } from '../support/catalogue.js';
import { type Person } from '../support/product.js';

const DEPTHS = [1, 2];
/** Root fields that anybody may ask; what they show is public. */
const OPEN = new Set([
  'service',
  'conference',
  'conferences',
  'invitation',
  'verifiedDocument',
  'viewer',
  'node',
  'nodes',
]);

/** What each role may not do, even to what it sees, beside the acts on a nomination that the policy refuses it. */
const FORBIDDEN: readonly (readonly [Person, readonly string[]])[] = [
  ['administrator', ['releaseDecisions(input.nominationIds)']],
  [
    'auditor',
    [
      'releaseDecisions(input.nominationIds)',
      'loadWatchList(input.conferenceId)',
      'allotPlaces(input.conferenceId)',
      'setFreedPlaces(input.conferenceId)',
      'setWindow(input.conferenceId)',
      'setCountry(input.conferenceId)',
      'grantRole(input.conferenceId)',
    ],
  ],
  [
    'officer',
    [
      'releaseDecisions(input.nominationIds)',
      'allotPlaces(input.conferenceId)',
      'setFreedPlaces(input.conferenceId)',
      'setWindow(input.conferenceId)',
      'setCountry(input.conferenceId)',
      'grantRole(input.conferenceId)',
    ],
  ],
  [
    'approver',
    [
      'loadWatchList(input.conferenceId)',
      'allotPlaces(input.conferenceId)',
      'setFreedPlaces(input.conferenceId)',
      'setWindow(input.conferenceId)',
      'setCountry(input.conferenceId)',
      'grantRole(input.conferenceId)',
    ],
  ],
  [
    'chNominator',
    [
      'releaseDecisions(input.nominationIds)',
      'allotPlaces(input.conferenceId)',
      'setFreedPlaces(input.conferenceId)',
      'setWindow(input.conferenceId)',
      'setCountry(input.conferenceId)',
      'grantRole(input.conferenceId)',
    ],
  ],
];

/** Answers to a request that was not sound in the first place, and so says nothing about ids. */
const UNSOUND = /BAD_USER_INPUT|INTERNAL|QUERY_TOO_COMPLEX|GRAPHQL_/;

interface Place {
  readonly name: string;
  readonly kind: RootKind;
  readonly field: string;
  readonly of: IdCase;
}

/** How deep an answer has to be asked for to tell why it refuses: of each of many it is told one level below. */
const depthOf = ({ field, of }: Place): number => of.depth ?? (field.endsWith('Many') ? 2 : 1);

const placesOf = (kind: RootKind): Place[] =>
  Object.entries(ID_CASES).flatMap(([name, of]) => {
    const [root, field] = /^(\w+)\.(\w+)/.exec(name)?.slice(1) ?? [];
    return root === kind && field !== undefined ? [{ name, kind, field, of }] : [];
  });

describe.each(BOTH_WALLS)('walls between workspaces, %s', (_which, options) => {
  let walled: WalledConferences;
  let walk: SchemaWalk;

  beforeAll(async () => {
    walled = await walledConferences(options);
    walk = await SchemaWalk.of(walled.product.as('administrator'));
  });

  afterAll(() => walled.close());

  const onlooker = (name: string): Onlooker => {
    const found = walled.onlookers.find((one) => one.name === name);
    if (found === undefined) throw new Error(`Nobody is called ${name}`);
    return found;
  };

  const has = (bytes: string, secret: string): boolean => bytes.toUpperCase().includes(secret);

  /** What this person hears when this id stands in this place. */
  async function hears(person: Onlooker, place: Place, id: string, depth: number): Promise<string> {
    const given = place.of.variables(id, person.home);
    const takesFirst = walk.fieldsOf(place.kind)[place.field]?.args.some((arg) => arg.name === 'first');
    // Short lists stay below the cost limit.
    const variables = takesFirst === true ? { first: 10, ...given } : given;
    const text = walk.operation(place.kind, place.field, depth);
    return place.kind === 'Subscription'
      ? refusalOf(walled.product.url, person.token, text, variables)
      : bytesOf(person.client, text, variables);
  }

  /** Whether a query cannot be asked without this id of something around what it answers, or is about one conference by it. */
  function isParent(place: string): boolean {
    const [, field = '', path] = /^Query\.(\w+)\((.+)\)$/.exec(place) ?? [];
    if (path === 'filter.conferenceId') return true;
    const argument = walk.fieldsOf('Query')[field]?.args.find((one) => one.name === path);
    // An object that is not there is null: `nomination`, `message`, and the preview of an act on one.
    return (
      argument !== undefined && isRequiredArgument(argument) && !/^(ids?|nominationId)$/.test(argument.name)
    );
  }

  /** Variables for any query: one set for each of the ids where it takes one, else a single set that narrows nothing. */
  function variablesOf(
    field: string,
    ids: readonly string[],
    conferenceId: string,
  ): Record<string, unknown>[] {
    const args = walk.fieldsOf('Query')[field]?.args ?? [];
    const fixed: Record<string, unknown> = {
      first: 10,
      conferenceId,
      slug: 'test-conference',
      token: newId(),
      act: 'WITHDRAW',
      list: 'NOMINATIONS',
      allotted: 99,
      name: 'Иванна Примерова',
      typed: CANARY,
    };
    const given = args.filter((arg) => arg.name in fixed).map((arg) => [arg.name, fixed[arg.name]]);
    const free = args.filter(
      (arg) => getNamedType(arg.type).name === 'ID' && !(arg.name in fixed) && arg.name !== 'after',
    );
    return (free.length === 0 ? [''] : ids).map(
      (id) =>
        Object.fromEntries([
          ...given,
          ...free.map((arg) => [arg.name, String(arg.type).includes('[') ? [id] : id]),
        ]) as Record<string, unknown>,
    );
  }

  it('have a case for every place of the schema where a client writes an id', () => {
    expect(Object.keys(ID_CASES).sort()).toEqual(walk.idPlaces());
  });

  it('stand before something: the same questions show the canary to an officer of the host', async () => {
    const seen = new Set<string>();
    const officer = walled.product.as('officer');
    for (const name of walk.namesOf('Query')) {
      const ids = Object.values(walled.foreign);
      for (const variables of variablesOf(name, ids, walled.product.world.conferenceId)) {
        for (const depth of DEPTHS) {
          const bytes = await bytesOf(officer, walk.operation('Query', name, depth), variables);
          if (has(bytes, CANARY)) seen.add(name);
        }
      }
    }
    expect([...seen].sort()).toEqual([
      'auditEvents',
      'changes',
      'freePlaces',
      'inbox',
      'message',
      'messages',
      'nomination',
      'nominations',
      'organisationInvitations',
      'organisationSuggestions',
      'organisationTexts',
      'organisations',
      'placeOffers',
      'placePreview',
      'possibleDuplicates',
      'releasePreview',
      'savedViews',
      'watchList',
    ]);
  });

  it.each(ONLOOKER_NAMES)(
    'let no byte from beyond through any query of %s, deep or shallow, whatever the id',
    async (name) => {
      const { client, foreign, secrets } = onlooker(name);
      const { world } = walled.product;
      const conference = name.startsWith('other') ? (foreign.conference[0] ?? '') : world.conferenceId;
      const ids = [
        ...Object.values(walled.foreign),
        walled.embargoed,
        world.conferenceId,
        world.chathamHouse,
      ];
      for (const field of walk.namesOf('Query')) {
        for (const variables of variablesOf(field, ids, conference)) {
          for (const depth of DEPTHS) {
            const bytes = await bytesOf(client, walk.operation('Query', field, depth), variables);
            const told = secrets.filter((secret) => has(bytes, secret));
            expect([field, variables, told]).toEqual([field, variables, []]);
          }
        }
      }
    },
  );

  it.each(ONLOOKER_NAMES)(
    'answer %s, wherever an id is asked for, for one out of scope exactly as for one that does not exist, and move nothing',
    async (name) => {
      const person = onlooker(name);
      const before = await fingerprint(walled.product.admin);
      for (const kind of ['Query', 'Mutation', 'Subscription'] as const) {
        for (const place of placesOf(kind)) {
          for (const depth of kind === 'Query' ? DEPTHS : [depthOf(place)]) {
            const unknown = await hears(person, place, newId(), depth);
            expect([place.name, unknown]).not.toEqual([place.name, expect.stringMatching(UNSOUND)]);
            for (const id of person.foreign[place.of.kind])
              expect([place.name, id, await hears(person, place, id, depth)]).toEqual([
                place.name,
                id,
                unknown,
              ]);
          }
        }
      }
      expect(await fingerprint(walled.product.admin)).toEqual(before);
    },
  );

  it.each(ONLOOKER_NAMES)(
    'answer %s NOT_FOUND, and never an empty list, to every query about what is unknown or not theirs',
    async (name) => {
      const person = onlooker(name);
      const parents = walk.idPlaces().filter((place) => isParent(place));
      expect(parents.filter((place) => /onferenceId\)$/.test(place)).length).toBeGreaterThan(15);
      for (const { name: place, field, of } of placesOf('Query').filter((one) =>
        parents.includes(one.name),
      )) {
        // Who may not ask at all hears that, whatever the id.
        const mayAsk = of.kind === 'conference' || field !== 'allotmentPreview' || /administrator/.test(name);
        for (const id of [newId(), 'no-id', ...person.foreign[of.kind]]) {
          const text = walk.operation('Query', field, 1);
          const { data, errors } = await person.client.query(text, of.variables(id, person.home));
          const told = errors?.map(({ extensions, message }) => [extensions?.code, message]);
          const given = Object.values(data ?? {}).filter((value) => value !== null);
          expect([place, id, given, told]).toEqual([
            place,
            id,
            [],
            [
              mayAsk
                ? ['NOT_FOUND', `There is no such ${of.kind}, or you may not see it.`]
                : ['FORBIDDEN', 'Your role does not allow this.'],
            ],
          ]);
        }
      }
    },
  );

  it('find nothing of another body by search, filter, order or count', async () => {
    const { product } = walled;
    const text = `query ($c: ID!, $filter: NominationFilter, $orderBy: NominationOrder) {
      nominations(conferenceId: $c, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } } }`;
    const filters = [
      { search: CANARY },
      { search: 'canary' },
      { bodyIds: [product.world.chathamHouse] },
      { states: ['APPROVED', 'DECIDED'] },
      {},
    ];
    // The viewer's own two are all that there is to find.
    const own = [onlooker('iccViewer').home.nominationId, walled.embargoed].sort();
    for (const filter of filters) {
      for (const field of ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK']) {
        const { nominations } = await product.as('iccViewer').data<{
          nominations: { totalCount: number; nodes: { id: string }[] };
        }>(text, {
          c: product.world.conferenceId,
          filter,
          orderBy: { field },
        });
        const expected = Object.keys(filter).length === 0 ? own : [];
        expect([field, filter, nominations.nodes.map(({ id }) => id).sort()]).toEqual([
          field,
          filter,
          expected,
        ]);
        expect(nominations.totalCount).toBe(expected.length);
      }
    }
  });

  it("keep from a body what is the host's alone about the body's own nomination", async () => {
    const { product, embargoed } = walled;
    const text = `query ($id: ID!, $c: ID!) {
      nomination(id: $id) { state stage decision { outcome } recommendations { note } screening { summary } duplicates { score } quotaBalance { awaitingRelease } }
      auditEvents(conferenceId: $c, filter: { subjectId: $id }) { nodes { action sequence hash } } }`;
    const variables = { id: embargoed, c: product.world.conferenceId };
    const unsealed = (action: string) => ({ action, sequence: null, hash: null });
    expect(await product.as('iccCoordinator').data(text, variables)).toEqual({
      nomination: {
        state: 'UNDER_REVIEW',
        stage: null,
        decision: null,
        recommendations: null,
        screening: null,
        duplicates: null,
        quotaBalance: { awaitingRelease: null },
      },
      auditEvents: {
        nodes: ['nomination.under-review', 'nomination.submitted', 'nomination.created'].map(unsealed),
      },
    });
    const host = JSON.stringify(await product.as('officer').data(text, variables));
    expect(host).toMatch(/"state":"DECIDED","stage":"RELEASE","decision":\{"outcome":"APPROVE"\}/);
    expect(host).toMatch(/CANARY-7Q note.*CANARY-7Q summary.*"score":1.*"awaitingRelease":1.*"sequence":\d/);
  });

  it('show nothing at all to whoever is not signed in', async () => {
    const { product } = walled;
    for (const name of walk.namesOf('Query').filter((field) => !OPEN.has(field))) {
      const { conferenceId } = product.world;
      const [variables] = variablesOf(name, [conferenceId], conferenceId);
      const { data, errors } = await product.anonymous().query(walk.operation('Query', name, 0), variables);
      expect([
        name,
        data === null || Object.values(data).every((value) => value === null),
        errors?.[0]?.extensions?.code,
      ]).toEqual([name, true, 'UNAUTHENTICATED']);
    }
  });

  it('find nothing by any id for whoever is not signed in', async () => {
    const { product, onlookers } = walled;
    const ids = onlookers.flatMap(({ foreign }) => foreign.node);
    expect(ids.length).toBeGreaterThan(50);
    for (const id of new Set(ids)) {
      const asked = await product
        .anonymous()
        .data('query ($id: ID!) { node(id: $id) { __typename } }', { id });
      expect([id, asked]).toEqual([id, { node: null }]);
    }
  });

  it.each(FORBIDDEN)('refuse %s what the role may not do, and move nothing', async (person, others) => {
    const { product, foreign } = walled;
    const { conferenceId, chathamHouse: bodyId, business: constituencyId, people } = product.world;
    const refused = NOMINATION_ACTS.filter(
      ({ act: { action } }) => !mayEver[action](people[person], { conferenceId, bodyId }),
    );
    const names = [...others, ...refused.map(({ act: { name } }) => `${name}(id)`)];
    expect(refused.length).toBeGreaterThan(3);
    const home = {
      conferenceId,
      bodyId,
      constituencyId,
      nominationId: foreign.decided,
      approverId: people.approver.userId,
      organisationIds: [newId(), newId()],
    };
    const before = await fingerprint(product.admin);
    const places = placesOf('Mutation').filter(({ name }) => names.includes(name.replace('Mutation.', '')));
    expect(places).toHaveLength(names.length);
    for (const { name, field, of } of places) {
      const id = of.kind === 'conference' ? conferenceId : foreign.decided;
      const text = walk.operation('Mutation', field, 1);
      const told = await bytesOf(product.as(person), text, of.variables(id, home));
      expect([name, /"code":"FORBIDDEN"/.test(told)]).toEqual([name, true]);
    }
    expect(await fingerprint(product.admin)).toEqual(before);
  });

  // The last of the tests: it acts on what it finds.
  it('have a passage in every place: somebody inside hears of such an id what nobody hears of an unknown one', async () => {
    const closed: string[] = [];
    // What changes a person moves the version, after a release there is nothing to decide, and a substitution ends all: they come last.
    const last = ['updateNomination', 'correctPerson', 'releaseDecisions', 'substituteNominee'];
    const endsAll = ({ name, field }: Place): number =>
      field === 'releaseDecisions' || name.includes('rganisationId') ? last.indexOf(field) : -1;
    const places = [...placesOf('Query'), ...placesOf('Mutation')].sort((a, b) => endsAll(a) - endsAll(b));
    for (const place of places) {
      const isOpen = async (): Promise<boolean> => {
        for (const person of walled.insiders) {
          const unknown = await hears(person, place, newId(), depthOf(place));
          for (const id of person.foreign[place.of.kind])
            if ((await hears(person, place, id, depthOf(place))) !== unknown) return true;
        }
        return false;
      };
      if (!(await isOpen())) closed.push(place.name);
    }
    expect(closed.sort()).toEqual([...NOT_BY_TOKEN].sort());
  });
});
