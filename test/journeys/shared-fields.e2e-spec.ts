import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isCompositeType,
  isObjectType,
} from 'graphql';
import { newId } from '#libs/kernel';
import { drain, type GraphqlClient } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import {
  actOnMany,
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from './operations.js';
import { SchemaWalk } from './schema-walk.js';
import { SHARED_FIELDS, type Sharing } from './shared-fields.js';

type Value = null | string | number | boolean | readonly Value[] | { readonly [field: string]: Value };
type Fields = { readonly [field: string]: Value };

const SITUATIONS = [
  'submitted',
  'decided',
  'released, reason kept',
  'released, reason shared',
  'released, approved',
] as const;
type Situation = (typeof SITUATIONS)[number];
const isReleased = (situation: Situation): boolean => situation.startsWith('released');

/** The types whose lines are looked at from here; what hangs below them is reached by walking. */
const ROOTS = ['Nomination', 'AuditEvent'];

describe('what a body reads of its own nominations', () => {
  let product: Product;
  let walk: SchemaWalk;
  const ids = {} as Record<Situation, string>;
  /** What the host was seen to read somewhere, as `Type.field`. */
  const seenByHost = new Set<string>();

  beforeAll(async () => {
    product = await startProduct({ places: 50 });
    walk = await SchemaWalk.of(product.as('auditor'));
    const { admin, world } = product;
    await admin.query(
      `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at) VALUES ($1, $2, $3, now() - interval '1 day', now() + interval '1 day')`,
      [newId(), world.conferenceId, world.people.otherApprover.userId],
    );
    ids.submitted = await submitted();
    await actOnMany(product.as('officer'), 'claimReview', [{ id: ids.submitted, version: 2 }]);
    ids.decided = await decided(false);
    ids['released, reason kept'] = await decided(false);
    ids['released, reason shared'] = await decided(true);
    ids['released, approved'] = await nomineesOf(product).decided('Abby Approved', { outcome: 'APPROVE' });
    // The host thought for an hour, which nobody else shall learn.
    await admin.query(`UPDATE approvals.decision SET decided_at = decided_at - interval '1 hour'`);
    await releaseDecisions(
      product.as('approver'),
      world.conferenceId,
      SITUATIONS.filter(isReleased).map((situation) => ids[situation]),
    );
    await drain(isQuiet, { what: 'the worker to have done its work', timeoutMs: 40_000, everyMs: 100 });
  });
  afterAll(() => product.close());

  async function submitted(): Promise<string> {
    const icc = product.as('iccCoordinator');
    // One person in each situation, who is the host's duplicates too.
    const { nomination } = await createNomination(
      icc,
      nomineesOf(product).draft('Sharon Shared', { allowSecond: true, allowSecondReason: 'Speaks twice' }),
    );
    await submitNomination(icc, nomination?.id ?? '', { version: 1 });
    return nomination?.id ?? '';
  }

  async function decided(isReasonShared: boolean): Promise<string> {
    const id = await submitted();
    await recommendNomination(product.as('officer'), id, {
      version: 2,
      recommendation: 'REJECT',
      note: 'Rather not',
    });
    const { errors } = await decideNomination(product.as('approver'), id, {
      version: 2,
      outcome: 'REJECT',
      reasonCode: 'OTHER',
      reasonText: 'Unlikely to contribute',
      isReasonShared,
      onBehalfOfId: product.world.people.otherApprover.userId,
    });
    expect(errors).toEqual([]);
    return id;
  }

  async function isQuiet(): Promise<boolean> {
    const { rows } = await product.admin.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM platform.outbox WHERE done_at IS NULL AND run_at < now() + interval '1 minute')::int
         + (SELECT count(*) FROM notifications.message WHERE state <> 'SENT')::int
         + (SELECT count(*) FROM audit.event e WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id))::int AS open`,
    );
    return rows[0]?.open === 0;
  }

  const objectType = (name: string): GraphQLObjectType => {
    const type = walk.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no type of objects`);
    return type;
  };
  const sharingOf = (type: string, field: string): Sharing | undefined => SHARED_FIELDS[type]?.[field];
  /** Types without lines are public, with all that they have. */
  const hasLines = (type: string): boolean => Object.keys(SHARED_FIELDS[type] ?? {}).length > 0;

  const isPage = (type: { readonly name: string }): boolean => type.name.endsWith('Connection');
  /** The type of what a field gives; of a page, the type of what is on it. */
  const below = (field: GraphQLField<unknown, unknown>): GraphQLNamedType => {
    const type = getNamedType(field.type);
    const nodes = isObjectType(type) && isPage(type) ? type.getFields().nodes : undefined;
    return nodes === undefined ? type : getNamedType(nodes.type);
  };

  /** Everything of a type; of what is below it all but the way back. */
  function selection(name: string, above: readonly string[] = []): string {
    const inner = Object.values(objectType(name).getFields()).flatMap((field) => {
      const type = getNamedType(field.type);
      if (field.args.length > 0) return [];
      if (!isCompositeType(type)) return [field.name];
      if (above.includes(type.name) || !isObjectType(type)) return [];
      if (sharingOf(name, field.name) === 'host' || !hasLines(type.name) || ROOTS.includes(type.name))
        return [`${field.name} { __typename }`];
      return [`${field.name} ${selection(type.name, [...above, name])}`];
    });
    return `{ ${inner.join(' ')} }`;
  }

  async function nominationAs(client: GraphqlClient, id: string): Promise<Fields> {
    // One field a request, for all of them at once cost more than one may.
    const answers = await Promise.all(
      Object.values(objectType('Nomination').getFields()).map(async (field) => {
        const type = below(field);
        const isHost = sharingOf('Nomination', field.name) === 'host';
        const part = isHost || !hasLines(type.name) ? '{ __typename }' : selection(type.name, ['Nomination']);
        const isOnPage = isPage(getNamedType(field.type));
        const inner = isOnPage ? `{ nodes ${part} }` : isCompositeType(type) ? part : '';
        const query = `query ($id: ID!) { nomination(id: $id) { ${field.name} ${inner} } }`;
        const { nomination } = await client.data<{ nomination: Fields }>(query, { id });
        const page = nomination[field.name] as { readonly nodes: Value } | null;
        return isOnPage ? { [field.name]: page?.nodes ?? null } : nomination;
      }),
    );
    return Object.assign({}, ...answers) as Fields;
  }

  /** Lines such as `Decision.reasonText: the body reads …` for whatever is not as the table says. */
  function breaches(situation: Situation, type: string, body: Fields, host: Fields): string[] {
    return Object.keys(body).flatMap((field) => {
      const sharing = sharingOf(type, field);
      if (sharing === undefined) return [];
      const [theirs, ours] = [body[field] ?? null, host[field] ?? null];
      if (ours !== null) seenByHost.add(`${type}.${field}`);
      const { name } = below(objectType(type).getFields()[field]!);
      return judge(sharing, { situation, below: name, theirs, ours }).map((problem) =>
        `${type}.${field} ${problem}`.replace(/^\w+\.\w+ (?=\w+\.)/, ''),
      );
    });
  }

  interface Pair {
    readonly situation: Situation;
    readonly below: string;
    readonly theirs: Value;
    readonly ours: Value;
  }

  function judge(sharing: Sharing, pair: Pair): string[] {
    const { situation, theirs, ours } = pair;
    const says = `when ${situation}: the body reads ${JSON.stringify(theirs)}, the host ${JSON.stringify(ours)}`;
    const isNull = theirs === null ? [] : [says];
    switch (sharing) {
      case 'own':
        return [];
      case 'host':
        return isNull;
      case 'if shared':
        return situation.endsWith('reason shared') ? same(pair, says) : isNull;
      case 'after release':
        return isReleased(situation) ? same(pair, says) : isNull;
      case 'own people':
        return theirs === null || (typeof theirs === 'string' && /^(ICC |Plenary$)/.test(theirs))
          ? []
          : [says];
      case 'part':
        return (theirs as readonly Fields[]).flatMap((entry) => {
          const its = (ours as readonly Fields[]).find(({ id }) => id === entry.id);
          return its === undefined ? [says] : breaches(situation, pair.below, entry, its);
        });
      case 'same':
        return same(pair, says);
    }
  }

  function same({ situation, below, theirs, ours }: Pair, says: string): string[] {
    const isObject = (value: Value): value is Fields =>
      value !== null && typeof value === 'object' && !Array.isArray(value);
    if (isObject(theirs) && isObject(ours) && hasLines(below))
      return breaches(situation, below, theirs, ours);
    return JSON.stringify(theirs) === JSON.stringify(ours) ? [] : [says];
  }

  it('has a line for every field of every type that it comes to', () => {
    const missing: string[] = [];
    const seen = new Set<string>();
    const look = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const lines = SHARED_FIELDS[name];
      if (lines === undefined) missing.push(name);
      if (lines === undefined || !hasLines(name)) return;
      const fields = objectType(name).getFields();
      missing.push(
        ...Object.keys(lines)
          .filter((field) => !(field in fields))
          .map((field) => `${name}.${field} is gone`),
      );
      for (const field of Object.values(fields)) {
        const sharing = lines[field.name];
        if (sharing === undefined) missing.push(`${name}.${field.name}`);
        const type = below(field);
        if (sharing !== 'host' && isObjectType(type)) look(type.name);
      }
    };
    ROOTS.forEach(look);
    expect(missing).toEqual([]);
  });

  it.each(SITUATIONS)('is as the lines say when it is %s', async (situation) => {
    const [body, host] = await Promise.all([
      nominationAs(product.as('iccCoordinator'), ids[situation]),
      nominationAs(product.as('approver'), ids[situation]),
    ]);
    expect(breaches(situation, 'Nomination', body, host)).toEqual([]);
  });

  it.each(SITUATIONS)('of the trail is as the lines say when it is %s', async (situation) => {
    const query = `query ($c: ID!, $id: ID!) { auditEvents(conferenceId: $c, filter: { subjectId: $id }) { nodes ${selection('AuditEvent')} } }`;
    const read = async (client: GraphqlClient): Promise<Fields[]> => {
      const variables = { c: product.world.conferenceId, id: ids[situation] };
      return (await client.data<{ auditEvents: { nodes: Fields[] } }>(query, variables)).auditEvents.nodes;
    };
    const [body, host] = await Promise.all([
      read(product.as('iccCoordinator')),
      read(product.as('approver')),
    ]);
    const pair = { situation, below: 'AuditEvent', theirs: body, ours: host };
    expect(judge('part', pair)).toEqual([]);
    expect(host.length).toBeGreaterThanOrEqual(body.length);
  });

  it.each([
    ['submitted', 'UNDER_REVIEW', ['WITHDRAW', 'SUBSTITUTE', 'CORRECT']],
    ['decided', 'UNDER_REVIEW', ['WITHDRAW', 'SUBSTITUTE', 'CORRECT']],
    ['released, reason kept', 'REJECTED', []],
    ['released, reason shared', 'REJECTED', []],
    ['released, approved', 'APPROVED', ['WITHDRAW', 'SUBSTITUTE', 'CORRECT']],
  ] as const)('has, when it is %s, the state %s and these actions: %j', async (situation, state, actions) => {
    const { nomination } = await product
      .as('iccCoordinator')
      .data<{ nomination: Fields }>('query ($id: ID!) { nomination(id: $id) { state availableActions } }', {
        id: ids[situation],
      });
    expect(nomination).toEqual({ state, availableActions: actions });
  });

  it('has a decision of the moment of its release, and a message that the host sends again', async () => {
    const query = `query ($id: ID!) { nomination(id: $id) { decision { decidedAt releasedAt } messages { kind canReplay canSettle } } }`;
    interface Told {
      readonly decision: { readonly decidedAt: string; readonly releasedAt: string };
      readonly messages: readonly object[];
    }
    const read = async (client: GraphqlClient): Promise<Told> =>
      (await client.data<{ nomination: Told }>(query, { id: ids['released, approved'] })).nomination;
    const [body, host] = [await read(product.as('iccCoordinator')), await read(product.as('approver'))];
    expect(body.decision.decidedAt).toBe(body.decision.releasedAt);
    const kept = Date.parse(host.decision.releasedAt) - Date.parse(host.decision.decidedAt);
    expect(kept).toBeGreaterThan(3_600_000);
    expect(body.messages).toEqual([{ kind: 'PERSONAL_INVITATION', canReplay: false, canSettle: false }]);
  });

  it("has something of the host's behind each line that is not its own", () => {
    const kept = Object.entries(SHARED_FIELDS).flatMap(([type, lines]) =>
      Object.entries(lines).flatMap(([field, sharing]) =>
        sharing === 'host' || sharing === 'if shared' || sharing === 'after release'
          ? [`${type}.${field}`]
          : [],
      ),
    );
    expect(kept.filter((field) => !seenByHost.has(field))).toEqual([]);
  });
});
