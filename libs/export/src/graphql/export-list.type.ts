import { Field, ObjectType } from '@nestjs/graphql';
import { ListSize } from '#libs/platform';
import { EXPORT_LANGUAGES, MOST_COLUMNS } from '../list.js';

@ObjectType('ExportHeading', { description: 'The heading of a column in one language' })
export class ExportHeadingType {
  @Field(() => String, { description: 'A language that an export can be written in' }) language: string;
  @Field(() => String, { description: 'What stands above the column' }) text: string;
}

@ObjectType('ExportColumn', { description: 'A column that an export of a list can have' })
export class ExportColumnType {
  @Field(() => String, { description: 'What a request for the export calls it' }) key: string;
  @Field(() => Boolean, { description: 'Whether it is in a file for which nobody has chosen columns' })
  isUsual: boolean;
  @ListSize(EXPORT_LANGUAGES.length)
  @Field(() => [ExportHeadingType], { description: 'Its heading: one for each language of exports' })
  headings: ExportHeadingType[];
}

@ObjectType('ExportList', { description: 'A list that can be had as a file' })
export class ExportListType {
  @Field(() => String, { description: 'What a request for the export calls it' }) name: string;
  @ListSize(MOST_COLUMNS)
  @Field(() => [ExportColumnType], {
    description: `What it offers to the caller, in the usual order; at most ${MOST_COLUMNS}`,
  })
  columns: ExportColumnType[];
}
