import { honorificKey } from '#libs/names';
import { ruleProblem, usableCell } from './cells.js';
import { type DraftField, type FieldRules } from './fields.js';
import { joinedName, nameForms, turnedName } from './names.js';
import { answerKey, type Asking } from './questions.js';
import { type ReadingPlan } from './reading-plan.js';
import { type RowDraft } from './row-draft.js';
import { type SheetRow } from './sheet.js';

/** Reads names and what stands before them. */
export class NameReader {
  constructor(
    private readonly rules: FieldRules,
    private readonly plan: ReadingPlan,
    private readonly asking: Asking,
  ) {}

  read(row: SheetRow, draft: RowDraft): void {
    const letter = this.plan.letterOf.get('name');
    const honorifics = letter === undefined ? this.ofParts(row, draft) : this.ofOne(row, draft, letter);
    const column = this.plan.letterOf.get('honorific');
    const own = column === undefined ? '' : this.honorificOfColumn(row, draft, column);
    const honorific = own === '' ? honorifics.join(' ') : own;
    if (honorific === null || honorific === '') return;
    this.take(
      draft,
      'honorific',
      honorific,
      draft.at(own === '' ? (letter ?? this.plan.letterOf.get('given')) : column),
    );
  }

  private honorificOfColumn(row: SheetRow, draft: RowDraft, column: string): string | null {
    const { text, problems } = usableCell(row.cells[column], draft.at(column), {
      rule: this.rules.honorific,
    });
    draft.problems.push(...problems);
    return text;
  }

  private take(draft: RowDraft, field: DraftField, value: string, at: string): void {
    const refused = ruleProblem(this.rules[field], value, at);
    if (refused === undefined) draft.set(field, value, at);
    else draft.problems.push(refused);
  }

  /** A text with a letter in it; '' for what is none, null where the cell cannot be used. */
  private nameText(row: SheetRow, draft: RowDraft, letter: string | undefined): string | null {
    if (letter === undefined) return '';
    const { text, problems } = usableCell(row.cells[letter], draft.at(letter), {
      isName: true,
      rule: this.rules.name,
    });
    const isName = text === null || /\p{L}/u.test(text);
    if (isName) draft.problems.push(...problems);
    return isName && !isMissing(text) ? text : '';
  }

  /** The name of one column; gives the forms of address that were taken out. */
  private ofOne(row: SheetRow, draft: RowDraft, letter: string): readonly string[] {
    const at = draft.at(letter);
    const text = this.nameText(row, draft, letter);
    if (text === '') draft.say('NAME_MISSING', at);
    if (text === null || text === '') return [];
    const { taken, name } = this.withoutForms(text, draft);
    const { prefix, rest } = name;
    const turned = turnedName(rest);
    if (turned === null) {
      if (!this.isWaiting(draft)) this.take(draft, 'name', `${prefix}${rest}`, at);
      return taken;
    }
    const choose = (choice: string | null): string => `${prefix}${choice === 'TURN' ? turned : rest}`;
    const said = this.asking.ask('NAME_ORDER', '', {
      shown: text,
      choices: ['TURN', 'LEAVE'],
      row: draft.row,
      gives: choose,
    });
    if (said === undefined) draft.waitsFor.add(answerKey('NAME_ORDER'));
    else if (!this.isWaiting(draft)) this.take(draft, 'name', choose(said), at);
    return taken;
  }

  private isWaiting(draft: RowDraft): boolean {
    return [...draft.waitsFor].some((key) => key.startsWith('HONORIFICS_IN_NAMES/'));
  }

  /** Asks for each form of address in a name, and takes out those of which somebody said so. */
  private withoutForms(
    text: string,
    draft: RowDraft,
  ): {
    readonly taken: readonly string[];
    readonly name: { readonly prefix: string; readonly rest: string };
  } {
    const forms = nameForms(text);
    const taken: string[] = [];
    for (const honorific of forms.honorifics) {
      const item = honorificKey(honorific);
      const said = this.asking.ask('HONORIFICS_IN_NAMES', item, {
        shown: honorific,
        choices: ['TAKE_OUT', 'LEAVE'],
        row: draft.row,
        gives: (choice) => {
          const { prefix, rest } = forms.without((one) => choice === 'TAKE_OUT' && one === honorific);
          return `${prefix}${rest}`;
        },
      });
      if (said === 'TAKE_OUT') taken.push(honorific);
      if (said === undefined) draft.waitsFor.add(answerKey('HONORIFICS_IN_NAMES', item));
    }
    return { taken, name: forms.without((one) => taken.includes(one)) };
  }

  /** The name of two columns. */
  private ofParts(row: SheetRow, draft: RowDraft): readonly string[] {
    const [familyLetter, givenLetter] = [this.plan.letterOf.get('family'), this.plan.letterOf.get('given')];
    const at = draft.at(familyLetter ?? givenLetter);
    if (familyLetter === undefined && givenLetter === undefined) {
      draft.waitsFor.add(answerKey('NAME_COLUMN'));
      this.asking.ask('NAME_COLUMN', '', { shown: '', choices: this.plan.freeColumns, row: draft.row });
      return [];
    }
    const family = this.nameText(row, draft, familyLetter);
    const typed = this.nameText(row, draft, givenLetter);
    const { taken, name } = typed === null || typed === '' ? NOTHING_TAKEN : this.withoutForms(typed, draft);
    const given = typed === null ? null : `${name.prefix}${name.rest}`;
    if (family !== null && family !== '') draft.parts.family = family;
    if (given !== null && given !== '') draft.parts.given = given;
    if (family === '' && given === '') draft.say('NAME_MISSING', at);
    else if (family !== null && given !== null) this.join(draft, family, given, at);
    return taken;
  }

  private join(draft: RowDraft, family: string, given: string, at: string): void {
    if (family === '' || given === '') return this.take(draft, 'name', `${given}${family}`, at);
    const said = this.asking.ask('NAME_OUT_OF_COLUMNS', '', {
      shown: `${family} ${given}`,
      choices: this.plan.nameOrders,
      row: draft.row,
      gives: (choice) => joinedName(family, given, choice ?? ''),
    });
    if (said === undefined) draft.waitsFor.add(answerKey('NAME_OUT_OF_COLUMNS'));
    else if (!this.isWaiting(draft)) this.take(draft, 'name', joinedName(family, given, said ?? ''), at);
  }
}

const NOTHING_TAKEN = { taken: [], name: { prefix: '', rest: '' } } as const;

/** Na and Null are families; n/a is nobody. */
const isMissing = (text: string | null): boolean => text !== null && /^n\.?\s*\/\s*a\.?$/i.test(text);
