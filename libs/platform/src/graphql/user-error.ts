import { Field, InterfaceType, registerEnumType } from '@nestjs/graphql';
import { REFUSAL_CODES, type RefusalCode } from '#libs/kernel';

export const ErrorCodeEnum = Object.fromEntries(
  Object.keys(REFUSAL_CODES).map((code) => [code, code]),
) as Record<RefusalCode, RefusalCode>;
registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description:
    'Why a mutation may be refused, or a query (`extensions.code`). Which of them a mutation may answer is said by its error type; later versions may know more',
  valuesMap: Object.fromEntries(
    Object.entries(REFUSAL_CODES).map(([code, description]) => [code, { description }]),
  ),
});

/** What every refusal of a mutation has; the error types add what goes with their codes. */
@InterfaceType('UserError', {
  description:
    'Why a mutation was refused; nothing was done. Every error type of a mutation has these fields',
})
export abstract class UserErrorType {
  @Field(() => ErrorCodeEnum, { description: 'For programs' })
  code: RefusalCode;

  @Field(() => String, { description: 'For people, in English: what is wrong and how to mend it' })
  message: string;

  @Field(() => [String], {
    description: 'What of the request it is about, from its argument down; empty: the whole',
  })
  path: readonly string[];
}
