import { type ReturnTypeFunc } from '@nestjs/graphql';
import { InvalidInput, Refusal, REFUSAL_CODES, REFUSAL_EXTRAS, type RefusalCode } from '#libs/kernel';
import { ApiError } from '../http/api-error.js';
import { type DeclaredField, declareObjectType } from './object-type.js';
import { UserErrorType } from './user-error.js';

/** A result that is null when the mutation was refused, or one that then has a value of its own. */
export type PayloadField =
  | ReturnTypeFunc
  | { readonly type: ReturnTypeFunc; readonly otherwise: unknown; readonly description?: string };

export interface PayloadTable<Code extends RefusalCode, Result extends string, Extra extends string> {
  /** The mutation with a capital: SubmitNomination. */
  readonly name: string;
  readonly description?: string;
  readonly result: Readonly<Record<Result, PayloadField>>;
  /** Every refusal that a client may meet; any other is a fault. Empty: the mutation cannot be refused. */
  readonly codes: readonly Code[];
  /** What a refusal may carry beside code, message and path; nullable in the schema. */
  readonly extras?: Readonly<Record<Extra, ReturnTypeFunc>>;
}

export interface PayloadError<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly path: readonly string[];
}

export type PayloadAnswer<Code extends string, Result extends string> = Readonly<Record<Result, unknown>> & {
  readonly errors: readonly PayloadError<Code>[];
};

export interface MutationPayload<Code extends string, Result extends string> {
  /** For `@Mutation(() => SubmitNomination.type)`. */
  readonly type: new () => object;
  readonly codes: readonly Code[];
  /** What its `errors` are; absent where it cannot be refused. */
  readonly error: (new () => object) | undefined;
  /** Refusals as its `errors` tell them; throws again what is no refusal, or none that the table declares. */
  errorsOf(error: unknown): PayloadError<Code>[];
  /**
   * Runs the use case and puts its refusals into `errors`. A refusal that the table does not declare is a fault: it is
   * logged and masked, because the client was promised that it cannot happen.
   */
  answer(useCase: () => Promise<Readonly<Record<Result, unknown>>>): Promise<PayloadAnswer<Code, Result>>;
}

/** A use case refused with a code that its mutation does not declare: a mistake of ours. */
export class UndeclaredRefusal extends Error {
  override readonly name = 'UndeclaredRefusal';
  constructor(mutation: string, code: string, cause: Error) {
    super(`${mutation} does not declare the refusal ${code}`, { cause });
  }
}

/**
 * Declares what a mutation answers, from one table: `XPayload`, and with codes `XError`, which is a
 * `UserError` whose description lists them.
 */
export function mutationPayload<
  const Code extends RefusalCode,
  const Result extends string,
  const Extra extends string = never,
>(table: PayloadTable<Code, Result, Extra>): MutationPayload<Code, Result> {
  const { name, result, codes } = table;
  const results = Object.entries<PayloadField>(result);
  const fields: Record<string, DeclaredField> = Object.fromEntries(
    results.map(([key, field]) => [key, resultField(field)]),
  );
  const error = codes.length > 0 ? declareError(table) : undefined;
  if (error !== undefined) fields.errors = { type: () => [error] };
  const refused = Object.fromEntries(
    results.map(([key, field]) => [key, typeof field === 'function' ? null : field.otherwise]),
  ) as Record<Result, unknown>;
  const extras = Object.keys(table.extras ?? {});
  const errorsOf = (thrown: unknown): PayloadError<Code>[] => payloadErrors(name, codes, extras, thrown);
  return {
    type: declareObjectType(`${name}Payload`, table.description, fields),
    codes,
    error,
    errorsOf,
    async answer(useCase) {
      try {
        return { ...(await useCase()), errors: [] };
      } catch (thrown) {
        return { ...refused, errors: errorsOf(thrown) };
      }
    },
  };
}

function resultField(field: PayloadField): DeclaredField {
  if (typeof field === 'function') return { type: field, options: { nullable: true } };
  const { type, description } = field;
  return { type, options: { nullable: field.otherwise === null, description } };
}

function declareError(table: PayloadTable<RefusalCode, string, string>): new () => object {
  const mutation = `\`${table.name[0]?.toLowerCase() ?? ''}${table.name.slice(1)}\``;
  const unknown = table.codes.filter((code) => !(code in REFUSAL_CODES));
  if (unknown.length > 0)
    throw new Error(`${mutation}: these are no refusal codes of the kernel: ${unknown.join(', ')}`);
  const codes = table.codes.toSorted().map((code) => `\`${code}\``);
  const extras = Object.entries<ReturnTypeFunc>(table.extras ?? {});
  return declareObjectType(
    `${table.name}Error`,
    `Why ${mutation} was refused; nothing was done. \`code\` is one of ${codes.join(', ')}`,
    Object.fromEntries(
      extras.map(([key, type]) => [
        key,
        { type, options: { nullable: true, description: REFUSAL_EXTRAS[key] } },
      ]),
    ),
    () => UserErrorType,
  );
}

/** Throws again what is no refusal, or none that the mutation declares. */
function payloadErrors<Code extends string>(
  mutation: string,
  codes: readonly Code[],
  extras: readonly string[],
  error: unknown,
): PayloadError<Code>[] {
  const refusals = error instanceof InvalidInput ? error.problems : error instanceof Refusal ? [error] : [];
  if (refusals.length === 0) throw error;
  return refusals.map((refusal) => {
    const code = codes.find((declared) => declared === refusal.code);
    if (code === undefined) throw undeclared(mutation, refusal);
    const told = Object.fromEntries(extras.map((key) => [key, refusal.extras[key] ?? null]));
    return { ...told, code, message: refusal.message, path: refusal.path };
  });
}

/** Bad shape is the client's mistake, whether or not the table has a code for it. */
function undeclared(mutation: string, refusal: Refusal): Error {
  return refusal.code === 'INVALID_INPUT'
    ? new ApiError('INVALID_INPUT', refusal.message, undefined, { inputPath: refusal.path })
    : new UndeclaredRefusal(mutation, refusal.code, refusal);
}
