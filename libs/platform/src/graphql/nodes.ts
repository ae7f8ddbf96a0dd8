import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { isId, MAX_PAGE, Refusal } from '#libs/kernel';
import { type GraphQLContext } from './graphql-context.js';
import { readCompositeId } from './composite-id.js';

/** Reads what the caller sees of these ids, each as the fields of its type take it. */
export type ReadNodes = (
  context: GraphQLContext,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, object>>;

/** A type of things that `node` finds. */
export interface NodeSource {
  /** Its name in the schema. */
  readonly type: string;
  readonly read: ReadNodes;
  /** Whoever is not signed in reads it too. */
  readonly isPublic?: boolean;
  /** Its ids are made by `compositeId`; all others are ids of rows, which do not tell their type. */
  readonly isComposite?: boolean;
}

/** So many types are asked at the same time, so that one request does not take all connections. */
const AT_ONCE = 4;

const types = new WeakMap<object, string>();

/** The type of what `find` has found. */
export const typeOfNode = (node: object): string | undefined => types.get(node);

/** What `node` finds: the contexts that own things register their types here at boot, so that nobody imports them. */
@Injectable()
export class Nodes {
  private readonly sources = new Map<string, NodeSource>();

  register(...sources: readonly NodeSource[]): void {
    for (const source of sources) {
      if (this.sources.has(source.type)) throw new Error(`Two contexts have nodes of type ${source.type}`);
      this.sources.set(source.type, source);
    }
  }

  /** The names of the types that are found. */
  get types(): readonly string[] {
    return [...this.sources.keys()];
  }

  /** Null for an id that is unknown, malformed or out of sight. Those that a request asks for at the same time are read together. */
  async find(context: GraphQLContext, id: string): Promise<object | null> {
    const loader = context.once(
      this,
      () =>
        new DataLoader<string, object | null>((ids) => this.read(context, ids), {
          batchScheduleFn: (load) => context.loadTogether(load),
        }),
    );
    return loader.load(id);
  }

  /** In the order asked for. @throws Refusal INVALID_INPUT for more than 100. */
  async findMany(context: GraphQLContext, ids: readonly string[]): Promise<readonly (object | null)[]> {
    if (ids.length > MAX_PAGE)
      throw new Refusal('INVALID_INPUT', `Ask for at most ${MAX_PAGE} ids at a time.`, ['ids']);
    return Promise.all(ids.map((id) => this.find(context, id)));
  }

  private async read(context: GraphQLContext, ids: readonly string[]): Promise<(object | null)[]> {
    const found = new Map<string, object>();
    const open = [...this.sources.values()].filter(
      ({ isPublic }) => isPublic === true || context.actor.kind === 'user',
    );
    const ofRows = open.filter(({ isComposite }) => isComposite !== true);
    for (let next = 0; next < ofRows.length; next += AT_ONCE) {
      // An id that nobody knows and one that is out of sight are asked of every type alike.
      const left = ids.filter((id) => isId(id) && !found.has(id));
      if (left.length === 0) break;
      await Promise.all(
        ofRows.slice(next, next + AT_ONCE).map((source) => this.readOf(source, context, left, found)),
      );
    }
    const composite = new Map(ids.map((id) => [id, isId(id) ? undefined : readCompositeId(id)?.type]));
    await Promise.all(
      open
        .filter(({ isComposite }) => isComposite === true)
        .map(async (source) => {
          const own = ids.filter((id) => composite.get(id) === source.type);
          if (own.length > 0) await this.readOf(source, context, own, found);
        }),
    );
    return ids.map((id) => found.get(id) ?? null);
  }

  private async readOf(
    { type, read }: NodeSource,
    context: GraphQLContext,
    ids: readonly string[],
    found: Map<string, object>,
  ): Promise<void> {
    for (const [id, node] of await read(context, ids)) {
      types.set(node, type);
      found.set(id, node);
    }
  }
}

/** Reads composite ids one by one: what each is made of, where its parts are as many as `parts`. */
export const byParts =
  (
    parts: number,
    readOne: (context: GraphQLContext, parts: readonly string[]) => Promise<object | null | undefined>,
  ): ReadNodes =>
  async (context, ids) => {
    const read = await Promise.all(
      ids.map(async (id): Promise<[string, object] | undefined> => {
        const own = readCompositeId(id)?.parts ?? [];
        const node = own.length === parts ? await readOne(context, own) : undefined;
        return node === undefined || node === null ? undefined : [id, node];
      }),
    );
    return new Map(read.filter((entry) => entry !== undefined));
  };

/** For reads that need no more of the request than who asks. */
export const asActor =
  (
    read: (actor: GraphQLContext['actor'], ids: readonly string[]) => Promise<ReadonlyMap<string, object>>,
  ): ReadNodes =>
  ({ actor }, ids) =>
    read(actor, ids);
