import { Field, Int, ObjectType } from '@nestjs/graphql';

/** A value that goes into a sentence which the reader's own catalogue of words has. One of the three is there. */
@ObjectType('SentenceValue', {
  description: 'A value for the words of a code, by its name: a text, a number, or several texts',
})
export class SentenceValueType {
  @Field(() => String, { description: 'What the sentence calls it' }) name: string;
  @Field(() => String, { nullable: true, description: 'A text; null where it is none' }) text: string | null;
  @Field(() => Int, { nullable: true, description: 'A number; null where it is none' }) number: number | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Several texts, where it is a list; null where it is not',
  })
  items: readonly string[] | null;
}

/** Values by name, as the API gives them; what is neither text, number, truth nor a list of texts is an empty text. */
export function sentenceValues(values: Readonly<Record<string, unknown>>): SentenceValueType[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    text: typeof value === 'number' || Array.isArray(value) ? null : textOf(value),
    number: typeof value === 'number' ? value : null,
    items: Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null,
  }));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
