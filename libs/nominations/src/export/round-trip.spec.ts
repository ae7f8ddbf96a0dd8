import { describe, expect, it } from '@jest/globals';
import { cellReader, readBack, writeCsv, writeXlsx, written } from '#libs/export/testing';
import { interpret } from '#libs/import';
import { KNOWN } from '#libs/import/testing';
import { type NominationView } from '../queries/nomination-view.js';
import { NOMINATION_COLUMNS } from './nomination-columns.js';

const FIELDS = {
  jobTitle: '=HYPERLINK("http://example.com/","Director")',
  country: 'GB',
  language: 'fr',
  capacity: 'SPEAKER',
  justification: 'First line.\nSecond, with "quotes", and a comma',
} as const;

/** Drafts of one body: what is typed in every field, and organisations that spreadsheet programs would change. */
const DRAFTS = [
  '=1+1',
  '+Plus Sample Ltd',
  '-Minus Sample',
  '@Sample',
  "'t Hof van Voorbeeld",
  '0012',
  '12345678901234567890',
  '1E5x',
  '3-4',
  '1/2',
  'TRUE',
  '00123',
].map((organisation, index) => ({
  ...FIELDS,
  organisation,
  name: `Ann Sample ${'abcdefghijklmnopq'[index]}`,
  email: `ann${index}@example.org`,
  externalReference: `00${index}`,
  rank: index + 1,
}));

const view = ({
  capacity,
  rank,
  externalReference,
  justification,
  ...person
}: (typeof DRAFTS)[number]): NominationView =>
  ({
    reference: 'ICC-7K3-Q9FA',
    state: 'DRAFT',
    submittedAt: new Date('2011-09-30T23:30:00Z'),
    capacity,
    rank,
    externalReference,
    justification,
    person: { id: 'p', conferenceId: 'c', honorific: null, badgeName: null, ...person },
    body: { id: 'b', kind: 'PARTNER', code: 'ICC', name: 'International Chamber of Commerce' },
    constituency: { id: 'k', code: 'BUSINESS', name: 'Business' },
  }) as unknown as NominationView;

describe.each([
  ['CSV', writeCsv],
  ['XLSX', (sheet: Parameters<typeof writeXlsx>[0]) => writeXlsx(sheet)],
] as const)('an export of drafts as %s', (_format, write) => {
  it.each(['en', 'fr'] as const)(
    'loaded again by an import changes nothing, in %s (case export-01, case export-02)',
    async (language) => {
      const columns = NOMINATION_COLUMNS.filter(
        ({ isExtra, isHostOnly }) => isExtra !== true && isHostOnly !== true,
      );
      const cells = cellReader(columns, { conference: { countries: [] }, language });
      const { bytes } = await written(write, {
        columns: columns.map(({ words, type }) => ({
          heading: words[language],
          type: type === 'country' ? 'text' : type,
        })),
        rows: DRAFTS.map((draft) => cells(view(draft))),
        language,
      });
      const { reading } = await readBack(bytes);
      const again = await readBack(bytes);
      const meaning = interpret(
        {
          headingRows: reading.headingRows,
          rows: again.rows.map((found, index) => ({ row: index + 1, cells: found })),
        },
        {
          ...KNOWN,
          earlier: DRAFTS.map((draft, index) => ({
            id: String(index),
            fields: { ...draft, constituency: 'BUSINESS' },
            isChangeable: true,
          })),
        },
      );
      expect(
        Object.fromEntries(
          meaning.columns.flatMap(({ heading, field }) => (field === null ? [] : [[field, heading]])),
        ),
      ).toEqual(
        Object.fromEntries(
          columns
            .filter(({ key }) => !['reference', 'body', 'state', 'submittedAt'].includes(key))
            .map(({ key, words }) => [key, words[language]]),
        ),
      );
      expect(meaning.questions).toEqual([]);
      expect(
        meaning.rows.flatMap(({ row, outcome, problems }) =>
          outcome === 'LEAVE' && problems.length === 0 ? [] : [{ row, outcome, problems }],
        ),
      ).toEqual([]);
      expect(meaning.rows).toHaveLength(DRAFTS.length);
    },
  );
});
