import { useText } from '../../i18n/use-text';
import type { ImportRow } from './operations';
import { useProblemWords } from './use-problem-words';

/** What is to be said of the cells of a row, which questions it waits for, and why it was refused. */
export function RowProblems({ row: { problems, waitsFor, refusal } }: { readonly row: ImportRow }) {
  const t = useText();
  const { ofProblem, ofRefusal } = useProblemWords();
  if (problems.length === 0 && waitsFor.length === 0 && refusal === null) return null;
  return (
    <ul className="govuk-list">
      {refusal !== null && <li className="govuk-error-message">{ofRefusal(refusal)}</li>}
      {problems.map((problem) => (
        <li key={`${problem.cell} ${problem.kind}`}>
          {t('imports.atCell', { cell: problem.cell, words: ofProblem(problem) })}
        </li>
      ))}
      {waitsFor.map(({ about, item }) => (
        <li key={`${about} ${item}`}>{t('imports.waitsFor', { question: t(`importQuestion.${about}`) })}</li>
      ))}
    </ul>
  );
}
