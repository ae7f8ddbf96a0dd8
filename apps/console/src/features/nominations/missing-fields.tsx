import { useSentence } from '../../i18n/use-sentence';
import { InsetText } from '../../ui/text-blocks';
import type { NominationDetails } from './operations';

/** What the host’s screening will find missing, told while the body can still add it. Nothing where nothing is. */
export function MissingFields({ nomination }: { readonly nomination: NominationDetails }) {
  const sentence = useSentence();
  if (nomination.missing.length === 0) return null;
  const fields = { name: 'fields', text: null, number: null, items: nomination.missing };
  return <InsetText>{sentence('nomination.missing', [fields], null)}</InsetText>;
}
