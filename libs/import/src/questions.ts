/** What only a person can say. */
export type QuestionKind =
  | 'NAME_COLUMN'
  | 'NAME_OUT_OF_COLUMNS'
  | 'NAME_ORDER'
  | 'HONORIFICS_IN_NAMES'
  | 'PART_TITLE_AND_INSTITUTION'
  | 'GROUP_FILL'
  | 'GROUP_HEADINGS'
  | 'HIDDEN_ROWS'
  | 'DATE_ORDER'
  | 'COUNTRY_WORD'
  | 'CONSTITUENCY_WORD'
  | 'CONSTITUENCY_OF_ALL';

/** Null: leave it empty. */
export type Choice = string | null;

/** By `answerKey`. What fits no choice counts as not said. */
export type Answers = Readonly<Record<string, Choice>>;

/** Questions about words and forms, whose answers are the same in the next list of the body; the others are about rows of one file. */
export const REMEMBERED: ReadonlySet<QuestionKind> = new Set<QuestionKind>([
  'NAME_OUT_OF_COLUMNS',
  'NAME_ORDER',
  'HONORIFICS_IN_NAMES',
  'PART_TITLE_AND_INSTITUTION',
  'COUNTRY_WORD',
  'CONSTITUENCY_WORD',
]);

/** Under what the answer stands: a question, and the word, form, column or row that it is about; '' where there is one only. */
export const answerKey = (about: string, item: string | number = ''): string => `${about}/${item}`;

/** One thing that is asked. */
export interface QuestionItem {
  /** Its part of `answerKey`: a folded word or form, a column, a row. */
  readonly item: string;
  /** As the file has it. */
  readonly shown: string;
  readonly choices: readonly Choice[];
  /** Up to MOST_ROWS_TOLD rows that it is about, and how many there are. */
  readonly rows: readonly number[];
  readonly rowCount: number;
  /** By choice, up to three values that it gives. */
  readonly gives: Readonly<Record<string, readonly string[]>>;
  /** Undefined while nobody has said. */
  readonly answer: Choice | undefined;
}

/** Asked once, with what each choice gives. */
export interface Question {
  readonly about: QuestionKind;
  /** Rows do not wait for it: nothing is made of the column yet. */
  readonly isOnlyIfUsed: boolean;
  readonly items: readonly QuestionItem[];
}

const MOST_ROWS_TOLD = 1_000;
const MOST_SAMPLES = 3;

interface Asked {
  readonly shown: string;
  readonly choices: readonly Choice[];
  readonly gives: Map<string, string[]>;
  readonly rows: number[];
  rowCount: number;
}

/** What is asked of one file, collected while its rows are read. */
export class Asking {
  private readonly asked = new Map<QuestionKind, Map<string, Asked>>();

  constructor(private readonly answers: Answers) {}

  /** The answer; undefined while there is none that fits. `gives` is asked for the first few rows of an item. */
  ask(
    about: QuestionKind,
    item: string,
    {
      shown,
      choices,
      row,
      gives,
    }: {
      readonly shown: string;
      readonly choices: readonly Choice[];
      readonly row?: number;
      readonly gives?: (choice: Choice) => string;
    },
  ): Choice | undefined {
    const one = this.item(about, item, shown, choices);
    if (row !== undefined && one.rows.at(-1) !== row) {
      if (one.rows.length < MOST_ROWS_TOLD) one.rows.push(row);
      one.rowCount += 1;
      if (gives !== undefined && one.rowCount <= MOST_SAMPLES) {
        for (const choice of choices) one.gives.get(choice ?? '')?.push(gives(choice));
      }
    }
    return this.answerTo(about, item, choices);
  }

  /** What was said, if it is one of the choices. */
  answerTo(about: string, item: string | number, choices: readonly Choice[]): Choice | undefined {
    const key = answerKey(about, item);
    const said = Object.hasOwn(this.answers, key) ? this.answers[key] : undefined;
    return said !== undefined && choices.includes(said) ? said : undefined;
  }

  private item(about: QuestionKind, item: string, shown: string, choices: readonly Choice[]): Asked {
    let items = this.asked.get(about);
    if (items === undefined) this.asked.set(about, (items = new Map<string, Asked>()));
    let one = items.get(item);
    if (one === undefined) {
      const gives = new Map(choices.map((choice): [string, string[]] => [choice ?? '', []]));
      items.set(item, (one = { shown, choices, gives, rows: [], rowCount: 0 }));
    }
    return one;
  }

  questions(): readonly Question[] {
    return [...this.asked].map(([about, items]) => ({
      about,
      isOnlyIfUsed: about === 'DATE_ORDER',
      items: [...items].map(([item, { shown, choices, gives, rows, rowCount }]) => ({
        item,
        shown,
        choices,
        rows,
        rowCount,
        gives: Object.fromEntries(gives),
        answer: this.answerTo(about, item, choices),
      })),
    }));
  }
}
