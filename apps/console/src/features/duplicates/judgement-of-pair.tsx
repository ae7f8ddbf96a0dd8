import { InsetText } from '../../ui/text-blocks';
import { JudgementWords } from '../approvals/judgement-words';
import type { Pair } from './operations';

/** The same with the note, on the pair's own page. */
export function JudgementOfPair({ judgement }: { readonly judgement: Pair['judgement'] }) {
  if (judgement === null) return null;
  return (
    <InsetText>
      <p className="govuk-body">
        <JudgementWords judgement={judgement} />
      </p>
      {judgement.note !== null && (
        <p className="govuk-body app-typed-text">
          <bdi>{judgement.note}</bdi>
        </p>
      )}
    </InsetText>
  );
}
