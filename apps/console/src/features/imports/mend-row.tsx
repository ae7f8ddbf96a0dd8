import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { useMutationForm } from '../../form/use-mutation-form';
import { isolate, useText } from '../../i18n/use-text';
import { Select, TextInput } from '../../ui/fields';
import { SayOfImportListMutation, type ImportList, type ImportProblem, type ImportRow } from './operations';
import { useProblemWords } from './use-problem-words';

/** Problems that are answered with a choice; the others are mended in their cell. */
const ANSWERED = ['NAME_DIFFERS', 'SAME_IN_FILE'] as const;
type Answered = ImportProblem & { readonly kind: (typeof ANSWERED)[number] };
const isAnswered = (problem: ImportProblem): problem is Answered =>
  ANSWERED.some((kind) => kind === problem.kind);

const mendSchema = z.object({ cells: z.array(z.string()), answers: z.array(z.string()) });

interface MendRowProps {
  readonly list: ImportList;
  readonly row: ImportRow;
  readonly onSaid: () => void;
}

/** The cells of a row, to be typed otherwise, and what is asked of it. The file stays as it is. */
export function MendRow({ list, row, onSaid }: MendRowProps) {
  const t = useText();
  const { ofProblem } = useProblemWords();
  const answered = row.problems.filter(isAnswered);
  const cells = cellsOf(row);
  const state = useMutationForm(SayOfImportListMutation, {
    id: 'mend',
    schema: mendSchema,
    defaults: { cells: cells.map(({ text }) => text), answers: answered.map(() => '') },
    variables: (typed) => ({
      id: list.id,
      input: {
        version: list.version,
        cells: cells.flatMap(({ cell, text }, index) => {
          const now = typed.cells[index] ?? '';
          return now === text ? [] : [{ cell, text: now }];
        }),
        answers: answered.flatMap(({ kind }, index) => {
          const choice = typed.answers[index] ?? '';
          return choice === '' ? [] : [{ about: kind, item: String(row.row), choice, isTakenBack: false }];
        }),
      },
    }),
    onDone: onSaid,
  });
  const choiceWords = (choice: string): string => {
    if (choice === 'TWO_PEOPLE') return t('importChoice.TWO_PEOPLE');
    const [, taken] = /^ROW_(\d+)$/.exec(choice) ?? [];
    return taken === undefined ? isolate(choice) : t('importChoice.ROW', { row: taken });
  };
  return (
    <ActForm state={state} submitLabel={t('imports.saveRow')}>
      {answered.map((problem, index) => (
        <Select
          key={problem.kind}
          {...state.field(`answers.${index}`)}
          label={ofProblem(problem)}
          options={[
            { value: '', label: t('imports.notSaid') },
            ...problem.choices.map((choice) => ({ value: choice, label: choiceWords(choice) })),
          ]}
        />
      ))}
      {cells.map(({ cell }, index) => {
        const said = row.problems.filter((problem) => problem.cell === cell && !isAnswered(problem));
        return (
          <TextInput
            key={cell}
            {...state.field(`cells.${index}`)}
            label={t('imports.cell', { cell })}
            hint={said.length === 0 ? undefined : said.map(ofProblem).join(' ')}
            autoComplete="off"
          />
        );
      })}
    </ActForm>
  );
}

/** Those with something in them, and those of which something is to be said. */
function cellsOf({
  cells,
  problems,
}: ImportRow): readonly { readonly cell: string; readonly text: string }[] {
  const there = new Set(cells.map(({ cell }) => cell));
  const missing = problems.filter((problem) => !isAnswered(problem) && !there.has(problem.cell));
  return [...cells, ...[...new Set(missing.map(({ cell }) => cell))].map((cell) => ({ cell, text: '' }))];
}
