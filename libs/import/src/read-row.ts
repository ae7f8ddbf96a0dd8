import { COUNTRY_CODES } from '#libs/kernel';
import { addressOf, isOfAnother } from './addresses.js';
import { ruleProblem, usableCell } from './cells.js';
import { constituencyIndex } from './constituencies.js';
import { countriesIn, wordKey } from './countries.js';
import { inOrder, parseDateText } from './dates.js';
import { type ColumnField, type DraftField } from './fields.js';
import { type Known } from './known.js';
import { capacityOf, languageOf } from './lists/words-of-values.js';
import { type PersonRow } from './person-rows.js';
import { answerKey, type Asking } from './questions.js';
import { NameReader } from './read-name.js';
import { type ReadingPlan } from './reading-plan.js';
import { RowDraft } from './row-draft.js';
import { partedTitle, WAYS_TO_PART } from './parted-titles.js';
import { type SheetCell } from './sheet.js';
import { isSpoiledNumber, tidy, unguarded } from './tidy.js';

const LONGEST_ACCEPTED = 120;
const MOST_ACCEPTED = 5_000;

/** Reads what each row would become, column by column. */
export class RowReader {
  private readonly names: NameReader;
  private readonly codeOf: (text: string) => string | undefined;
  private readonly allCodes: readonly string[];
  /** Values that their rules took already: organisations and posts come again and again. */
  private readonly accepted = new Set<string>();

  constructor(
    private readonly known: Known,
    private readonly plan: ReadingPlan,
    private readonly asking: Asking,
  ) {
    this.names = new NameReader(known.rules, plan, asking);
    this.codeOf = constituencyIndex(known.constituencies);
    this.allCodes = known.constituencies.map(({ code }) => code);
  }

  read(person: PersonRow): RowDraft {
    const draft = new RowDraft(person.row.row);
    for (const key of person.waitsFor) draft.waitsFor.add(key);
    this.names.read(person.row, draft);
    this.email(person, draft);
    this.line(person, draft, 'organisation');
    this.line(person, draft, 'jobTitle');
    this.titleAndInstitution(person, draft);
    this.delegation(person, draft);
    this.country(person, draft);
    this.constituency(person, draft);
    this.line(person, draft, 'badgeName');
    this.line(person, draft, 'justification', { isProse: true });
    this.line(person, draft, 'externalReference');
    this.line(person, draft, 'capacity', { asValue: capacityOf });
    this.line(person, draft, 'language', { asValue: languageOf });
    this.line(person, draft, 'rank', {
      asValue: (text) => (/^\d+(?:[.,]0+)?$/.test(text) ? parseInt(text, 10) : text),
    });
    this.others(person, draft);
    return draft;
  }

  /** The cell of a field in a row, or what its group says; undefined, too, where that is still asked. */
  private cellOf(person: PersonRow, draft: RowDraft, field: ColumnField): { cell?: SheetCell; at: string } {
    const letter = this.plan.letterOf.get(field);
    const at = draft.at(letter);
    if (letter === undefined) return { at };
    const filled = this.plan.filled.get(letter)?.get(person.row.row);
    if (filled === undefined) {
      const cell = person.row.cells[letter];
      return cell === undefined ? { at } : { cell, at };
    }
    if (!('waitsFor' in filled)) return { cell: filled, at };
    draft.waitsFor.add(filled.waitsFor);
    return { at };
  }

  /** The text of a field, tidied; '' where there is none; null where it cannot be used. */
  private text(person: PersonRow, draft: RowDraft, field: ColumnField, isProse = false): string | null {
    const { cell, at } = this.cellOf(person, draft, field);
    const rule = field in this.known.rules ? this.known.rules[field as DraftField] : undefined;
    const { text, problems } = usableCell(cell, at, { isProse, ...(rule === undefined ? {} : { rule }) });
    draft.problems.push(...problems);
    return text;
  }

  private take(draft: RowDraft, field: DraftField, value: string | number, at: string): void {
    const key = `${field}=${value}`;
    const refused = this.accepted.has(key) ? undefined : ruleProblem(this.known.rules[field], value, at);
    if (refused !== undefined) {
      draft.problems.push(refused);
      return;
    }
    if (key.length < LONGEST_ACCEPTED && this.accepted.size < MOST_ACCEPTED) this.accepted.add(key);
    draft.set(field, value, at);
  }

  private line(
    person: PersonRow,
    draft: RowDraft,
    field: DraftField,
    { isProse = false, asValue }: { isProse?: boolean; asValue?: (text: string) => string | number } = {},
  ): void {
    const letter = this.plan.letterOf.get(field);
    if (letter === undefined) return;
    const text = this.text(person, draft, field, isProse);
    if (text !== null && text !== '') this.take(draft, field, asValue?.(text) ?? text, draft.at(letter));
  }

  private email(person: PersonRow, draft: RowDraft): void {
    const { cell, at } = this.cellOf(person, draft, 'email');
    const text = this.text(person, draft, 'email');
    if (text === null || text === '') return;
    const found = addressOf(text, cell?.link);
    switch (found.kind) {
      case 'NONE':
        return draft.say('EMAIL_INVALID', at);
      case 'SEVERAL':
        return draft.say('EMAIL_TWO', at, { choices: found.choices });
      case 'LINK_DIFFERS':
        return draft.say('EMAIL_LINK_DIFFERS', at, { choices: found.choices });
      case 'ONE':
        if (ruleProblem(this.known.rules.email, found.email, at) !== undefined)
          return draft.say('EMAIL_INVALID', at);
        draft.set('email', found.email, at);
        if (isOfAnother(found.nameBeside, String(draft.fields.name ?? ''))) draft.say('EMAIL_OF_ANOTHER', at);
        else if (found.isTakenOut) draft.say('EMAIL_TAKEN_OUT', at);
    }
  }

  private titleAndInstitution(person: PersonRow, draft: RowDraft): void {
    const letter = this.plan.letterOf.get('jobTitleAndOrganisation');
    if (letter === undefined) return;
    const text = this.text(person, draft, 'jobTitleAndOrganisation', true);
    if (text === null || text === '') return;
    const way = this.asking.ask('PART_TITLE_AND_INSTITUTION', '', {
      shown: text,
      choices: WAYS_TO_PART,
      row: draft.row,
      gives: (choice) =>
        Object.values(partedTitle(text, choice ?? ''))
          .map((part) => tidy(part).text)
          .join(' | '),
    });
    if (way === undefined) draft.waitsFor.add(answerKey('PART_TITLE_AND_INSTITUTION'));
    if (way === undefined || way === null) return;
    const parts = partedTitle(text, way);
    for (const field of ['jobTitle', 'organisation'] as const) {
      const value = tidy(parts[field]).text;
      if (value !== '' && draft.fields[field] === undefined) this.take(draft, field, value, draft.at(letter));
    }
  }

  /** A delegation is the organisation of whoever names none; a name of one that cannot be used stays to be mended. */
  private delegation(person: PersonRow, draft: RowDraft): void {
    const letter = this.plan.letterOf.get('delegation');
    const own = this.plan.letterOf.get('organisation');
    const isToMend = own !== undefined && draft.problems.some(({ cell }) => cell === draft.at(own));
    if (letter === undefined || draft.fields.organisation !== undefined || isToMend) return;
    const text = this.text(person, draft, 'delegation');
    if (text !== null && text !== '') this.take(draft, 'organisation', text, draft.at(letter));
  }

  private country(person: PersonRow, draft: RowDraft): void {
    const { cell, at } = this.cellOf(person, draft, 'country');
    const isNamibia = cell !== undefined && tidy(unguarded(cell.text)).text === 'NA';
    if (isNamibia) {
      const code = this.plan.areCountriesCodes ? 'NA' : this.asked(draft, 'COUNTRY_WORD', 'NA', ['NA', null]);
      if (typeof code === 'string') draft.set('country', code, at);
      return;
    }
    const text = this.text(person, draft, 'country');
    if (text === null || text === '') return;
    const codes = countriesIn(text, this.known.countries);
    const [only] = codes;
    if (only === undefined) {
      // Nobody asks for a word that is no country; whoever says so for all its rows is believed.
      const said = this.asking.answerTo('COUNTRY_WORD', wordKey(text), [...COUNTRY_CODES, null]);
      if (typeof said === 'string') draft.set('country', said, at);
      else if (said === undefined) draft.say('COUNTRY_UNKNOWN', at);
      return;
    }
    const code = codes.length === 1 ? only : this.asked(draft, 'COUNTRY_WORD', text, codes);
    if (typeof code === 'string') draft.set('country', code, at);
  }

  /** The answer to a question about a word; the row waits while there is none. */
  private asked(
    draft: RowDraft,
    about: 'COUNTRY_WORD' | 'CONSTITUENCY_WORD',
    word: string,
    choices: readonly (string | null)[],
  ): string | null | undefined {
    const item = wordKey(word);
    const said = this.asking.ask(about, item, { shown: word, choices, row: draft.row });
    if (said === undefined) draft.waitsFor.add(answerKey(about, item));
    return said;
  }

  private constituency(person: PersonRow, draft: RowDraft): void {
    const { at } = this.cellOf(person, draft, 'constituency');
    const before = draft.waitsFor.size;
    const own = this.text(person, draft, 'constituency');
    if (own === null || draft.waitsFor.size > before) return;
    const { group } = person;
    if (own === '' && group.waitsFor !== null) {
      draft.waitsFor.add(group.waitsFor);
      return;
    }
    const word = own === '' ? (group.text ?? '') : own;
    const code =
      word === ''
        ? this.withoutWord(draft, at)
        : (this.codeOf(word) ?? this.asked(draft, 'CONSTITUENCY_WORD', word, this.allCodes));
    if (typeof code === 'string') draft.set('constituency', code, at);
  }

  private withoutWord(draft: RowDraft, at: string): string | undefined {
    const [only, ...more] = this.allCodes;
    if (only !== undefined && more.length === 0) return only;
    if (this.plan.letterOf.has('constituency')) {
      draft.say('CONSTITUENCY_MISSING', at);
      return undefined;
    }
    const said = this.asking.ask('CONSTITUENCY_OF_ALL', '', {
      shown: '',
      choices: this.allCodes,
      row: draft.row,
    });
    if (said === undefined) draft.waitsFor.add(answerKey('CONSTITUENCY_OF_ALL'));
    return said ?? undefined;
  }

  private others({ row }: PersonRow, draft: RowDraft): void {
    for (const { letter, heading } of this.plan.others) {
      const cell = row.cells[letter];
      if (cell === undefined || cell.characters !== undefined) continue;
      const text = tidy(cell.date ?? unguarded(cell.text)).text;
      if (text === '') continue;
      if (isSpoiledNumber(text)) draft.say('NUMBER_SPOILED', draft.at(letter));
      draft.other[heading] = this.otherValue(letter, text);
    }
    for (const letter of this.plan.withoutHeading) {
      if (tidy(row.cells[letter]?.text ?? '').text !== '')
        draft.say('CELL_WITHOUT_HEADING', draft.at(letter));
    }
  }

  private otherValue(letter: string, text: string): string | boolean {
    if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
    const order = this.plan.dateOrders.get(letter);
    const date = order === undefined ? null : parseDateText(text);
    if (date === null) return text;
    return 'iso' in date ? date.iso : order === null || order === undefined ? text : inOrder(date, order);
  }
}
