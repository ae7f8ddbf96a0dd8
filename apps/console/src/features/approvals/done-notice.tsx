import { Link } from 'react-router';
import type { MessageId } from '../../i18n/catalogue.en';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Notification } from '../../ui/text-blocks';
import { ACTS, type Act } from './acts';

/** What was done last, told on the page that comes after it; it travels beside the address, not in it. */
export interface Done {
  readonly nominationId: string;
  readonly name: string;
  readonly act: Act;
}

function doneIn(state: unknown): Done | undefined {
  const { done } = (state ?? {}) as { done?: Done };
  return done !== undefined && ACTS.includes(done.act) ? done : undefined;
}

/** Tells what was done, with the way back to undo it: nothing leaves the house before the release. */
export function DoneNotice({ state }: { readonly state: unknown }) {
  const t = useText();
  const done = doneIn(state);
  if (done === undefined) return null;
  return (
    <Notification title={t('general.success')} kind="success" key={done.nominationId}>
      <p className="govuk-notification-banner__heading">
        <Text id={`done.${done.act}` satisfies MessageId} values={{ name: <bdi>{done.name}</bdi> }} />{' '}
        <Link className="govuk-notification-banner__link" to={`/inbox/${done.nominationId}`}>
          {t('done.goBack')}
        </Link>
      </p>
    </Notification>
  );
}
