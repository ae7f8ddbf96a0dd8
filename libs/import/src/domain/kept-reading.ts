import { type Reading } from '#libs/spreadsheet';
import { storable } from './storable.js';

/** What is kept of a reading beside its rows: what a page tells, and what a person may choose. */
export type KeptReading = Pick<
  Reading,
  | 'encoding'
  | 'encodings'
  | 'isEncodingSure'
  | 'separator'
  | 'sheets'
  | 'sheet'
  | 'headingRows'
  | 'headingCandidates'
  | 'told'
>;

export const keptReading = ({
  encoding,
  encodings,
  isEncodingSure,
  separator,
  sheets,
  sheet,
  headingRows,
  headingCandidates,
  told,
}: Reading): KeptReading =>
  storable({
    ...(encoding === undefined ? {} : { encoding }),
    ...(encodings === undefined ? {} : { encodings }),
    ...(isEncodingSure === undefined ? {} : { isEncodingSure }),
    ...(separator === undefined ? {} : { separator }),
    sheets,
    sheet,
    headingRows,
    headingCandidates,
    told,
  });
