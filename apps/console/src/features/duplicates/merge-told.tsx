import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Notification } from '../../ui/text-blocks';
import { useFactWords, type Fact } from './merged-facts';

/** What a merge or its undoing has just done. */
export interface Told {
  readonly reference: string;
  /** Of an undoing: what was not put back; undefined of a merge */
  readonly kept?: readonly Fact[];
}

/** Tells it, in the place of what was told before. */
export function MergeTold({ told }: { readonly told: Told | undefined }) {
  const t = useText();
  const { label } = useFactWords();
  if (told === undefined) return null;
  const { reference, kept } = told;
  return (
    <Notification title={t('general.success')} kind="success" of={told}>
      <p className="govuk-notification-banner__heading">
        <Text
          id={kept === undefined ? 'merge.done' : 'merge.undoneNow'}
          values={{ reference: <bdi>{reference}</bdi> }}
        />
        {kept !== undefined &&
          kept.length > 0 &&
          ` ${t('merge.kept', { facts: kept.map((fact) => label(fact)).join(', ') })}`}
      </p>
    </Notification>
  );
}
