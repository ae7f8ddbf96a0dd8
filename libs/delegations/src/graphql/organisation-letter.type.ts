import { Field, ObjectType } from '@nestjs/graphql';
import { enumOf, ListSize } from '#libs/platform';
import { MISSING_FROM_LETTER, type MissingFromLetter } from '../letter/letter.js';

export const MissingFromLetterEnum = enumOf<MissingFromLetter>(
  'MissingFromLetter',
  'Why there is no letter yet: nobody guesses any of it',
  {
    SALUTATION: 'How it addresses its reader',
    NAME: 'The name of the organisation in the language of the letter',
    GOVERNMENT_FORM:
      'How “the Government of …” joins the name, which is the conference’s own: take another language, or the name of the directory',
  },
);

@ObjectType('OrganisationLetter', {
  description: 'The letter of an invitation as it would be issued now, by the names of today',
})
export class OrganisationLetterType {
  @Field(() => [MissingFromLetterEnum], {
    description: 'What it lacks, each once; it is neither approved nor sent before',
  })
  @ListSize(MISSING_FROM_LETTER.length)
  missing: readonly MissingFromLetter[];
  @Field(() => String, {
    nullable: true,
    description: 'Where it is looked at, on this site: a PDF without number; null where it lacks something',
  })
  previewPath: string | null;
}
