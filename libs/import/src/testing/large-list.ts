import { type Sheet, type SheetRow } from '../sheet.js';

const HEADINGS = [
  'Name',
  'E-mail',
  'Organisation',
  'Job title',
  'Country',
  'Sector',
  'Title',
  'Telephone',
  'Arrival',
  'Justification',
];
const COUNTRIES = ['United Kingdom', 'FR', 'Côte d’Ivoire', 'Deutschland', 'U.S.A.', 'Korea', '中国', 'n/a'];
const SECTORS = ['Business', 'Academia', 'NGOs', 'Think tanks'];
const GIVEN = ['Ada', 'José', 'Łucja', 'Zoë', 'Anna', 'Jean-Paul', 'Mira\u200b', 'Ruth'];
const TITLES = ['Dr', 'Ms', 'Mr', '', 'S.E. Mme'];

/** A list of many people, with what makes work: names to turn, links, odd letters, words to ask for, people that come twice. */
export function largeList(people: number): Sheet {
  const rows: SheetRow[] = [rowOf(1, HEADINGS)];
  for (let index = 0; index < people; index += 1) {
    // Every hundredth person is there twice.
    const who = index % 100 === 99 ? index - 1 : index;
    const given = GIVEN[who % GIVEN.length] ?? '';
    const name = who % 7 === 0 ? `SAMPLE${who}, ${given}` : `${given} Sample${who}`;
    rows.push(
      rowOf(index + 2, [
        name,
        who % 11 === 0 ? `${name} <p${who}@example.org>` : `p${who}@example.org`,
        `Organisation ${who % 997}`,
        'Head of Policy,  Research\u00a0and Innovation',
        COUNTRIES[who % COUNTRIES.length] ?? '',
        SECTORS[who % SECTORS.length] ?? '',
        TITLES[who % TITLES.length] ?? '',
        `0044 20 7946 ${who % 10_000}`,
        `${(who % 28) + 1}/10/2011`,
        'Speaks for many. '.repeat(12),
      ]),
    );
  }
  return { rows, headingRows: [1] };
}

const rowOf = (row: number, texts: readonly string[]): SheetRow => ({
  row,
  cells: Object.fromEntries(
    texts.flatMap((text, index) => (text === '' ? [] : [[String.fromCharCode(65 + index), { text }]])),
  ),
});
