import { Inject, type Type } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { asUser } from '#libs/kernel';
import { type ActPerformer } from '../database/commands/act.js';
import { ManyActs, type ManyItem, type ManyOutcome, MOST_MANY } from '../database/commands/many-acts.js';
import { Access } from './access.js';
import { manyInputTypeOf } from './act-input.js';
import { type ActEdge, type ActPayload, type ActReader, type PerformerClass } from './act-edge.js';
import { enumOf } from './enum-of.js';
import { type GraphQLContext } from './graphql-context.js';
import { mutationPayload } from './mutation-payload.js';
import { type DeclaredField, declareObjectType } from './object-type.js';
import { ListSize, PerItem } from './weight.js';

/** One thing of many. */
@InputType('ManyItemInput', { description: 'One of many that something is done to' })
class ManyItemInput implements ManyItem {
  @Field(() => ID) id: string;
  @Field(() => Int, { description: 'As it was read: somebody else may have changed it since' })
  version: number;
}

const ManyOutcomeEnum = enumOf('ManyOutcome', 'What became of one of many', {
  DONE: 'It was done, by this request or when the same was first sent',
  POSSIBLE: 'It could be done now; nothing was, for it was only asked (`isDryRun`)',
  REFUSED: 'It was not done: `errors` say why, as of the same act on it alone. The others are not concerned',
});

/**
 * The form of an act for many things: `nameMany(input: NameManyInput!): NameManyPayload!`, whose `results` come in the order of the
 * input's `items`, each with the errors that the act has alone.
 */
export function manyResolverOf(
  performer: PerformerClass,
  { result, reader, types }: ActEdge,
  single: ActPayload,
): Type {
  const { act } = performer;
  const { many, name } = act;
  const { error } = single;
  if (many === undefined || error === undefined) throw new Error(`${name} has no form for many things`);
  const capital = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  const input = manyInputTypeOf(act, types, () => [ManyItemInput]);
  const one = declareObjectType(
    `${capital}ManyResult`,
    `What became of one of those that \`${name}Many\` was about`,
    {
      outcome: { type: () => ManyOutcomeEnum, options: { description: 'Whether it was done' } },
      ...Object.fromEntries(
        Object.entries(result).map(([key, field]): [string, DeclaredField] => [
          key,
          {
            type: typeof field === 'function' ? field : field.type,
            options: {
              nullable: true,
              description: 'As it is now, whatever became of it; null where there is none in sight',
            },
          },
        ]),
      ),
      errors: { type: () => [error], options: { description: 'Why it was refused; empty where it was not' } },
    },
  );
  ListSize(1)(one.prototype as object, 'errors');
  const payload = mutationPayload({
    name: `${capital}Many`,
    result: {
      results: {
        type: () => [one],
        otherwise: null,
        description: 'One for each of the `items`, in their order; null where the whole was refused',
      },
    },
    codes: ['INVALID_INPUT', 'IDEMPOTENCY_KEY_REUSED'],
  });
  ListSize(1)(payload.type.prototype as object, 'results');

  class ManyResolver {
    constructor(
      private readonly performer: ActPerformer,
      private readonly reader: ActReader,
      private readonly acts: ManyActs,
    ) {}

    perform(request: ManyInput, context: GraphQLContext): Promise<object> {
      return payload.answer(async () => ({ results: await this.results(request, context) }));
    }

    private async results(request: ManyInput, context: GraphQLContext): Promise<object[]> {
      const { idempotencyKey: key, items, isDryRun, ...shared } = request;
      const outcomes = await this.acts.run({ act, performer: this.performer }, asUser(context.actor), {
        key,
        items: items.map(({ id, version }) => ({ id, version })),
        isDryRun,
        shared,
      });
      const now = await this.reader.many?.(
        context,
        items.map(({ id }) => id),
      );
      return Promise.all(
        outcomes.map(async ({ refusals }, index) => ({
          ...now?.get(items[index]?.id ?? ''),
          outcome: refusals.length > 0 ? 'REFUSED' : isDryRun ? 'POSSIBLE' : 'DONE',
          errors: await this.errorsOf(context, refusals),
        })),
      );
    }

    private async errorsOf(context: GraphQLContext, refusals: ManyOutcome['refusals']): Promise<object[]> {
      const told = await Promise.all(
        refusals.map(async (refusal) => (await this.reader.told?.(context, refusal)) ?? refusal),
      );
      return told.flatMap((refusal) => single.errorsOf(refusal));
    }
  }
  Inject(performer)(ManyResolver, undefined, 0);
  Inject(reader)(ManyResolver, undefined, 1);
  Inject(ManyActs)(ManyResolver, undefined, 2);
  const prototype = ManyResolver.prototype;
  const method = Object.getOwnPropertyDescriptor(prototype, 'perform') as TypedPropertyDescriptor<unknown>;
  // Nest reads the types of arguments before it reads what is given to Args.
  Reflect.defineMetadata('design:paramtypes', [Object, Object], prototype, 'perform');
  Context()(prototype, 'perform', 1);
  Args('input', { type: () => input })(prototype, 'perform', 0);
  Mutation(() => payload.type, {
    name: `${name}Many`,
    description: `${many.description}. Each of at most ${MOST_MANY.toLocaleString('en')} is done or refused by itself, as by \`${name}\``,
  })(prototype, 'perform', method);
  PerItem()(prototype, 'perform', method);
  Access.signedIn()(prototype, 'perform', method);
  Resolver()(ManyResolver);
  return ManyResolver;
}

interface ManyInput extends Readonly<Record<string, unknown>> {
  readonly idempotencyKey: string;
  readonly items: readonly ManyItem[];
  readonly isDryRun: boolean;
}
