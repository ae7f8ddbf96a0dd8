import { Text } from '../../i18n/text';
import { useSentence, type SentenceValue } from '../../i18n/use-sentence';

interface Told {
  readonly action: string;
  readonly values: readonly SentenceValue[];
  readonly summary: string;
  readonly remark: string | null;
}

/** What happened, in the words of the page's language, with what the person wrote about it. */
export function WhatHappened({ event: { action, values, summary, remark } }: { readonly event: Told }) {
  const sentence = useSentence();
  // The summary quotes the remark already; it is shown for actions that this console does not know yet.
  const said = sentence(`auditAction.${action}`, values, null);
  if (said === '') return <bdi>{summary}</bdi>;
  return (
    <>
      <bdi>{said}</bdi>
      {remark !== null && (
        <>
          {' '}
          <Text id="remark.quoted" values={{ remark: <bdi>{remark}</bdi> }} />
        </>
      )}
    </>
  );
}

/** What a kind of act is called, where it is not told of one act. */
export function useActionName(): (action: string) => string {
  const sentence = useSentence();
  return (action) =>
    sentence(`auditActionName.${action}`, [], null) || sentence(`auditAction.${action}`, [], action);
}
