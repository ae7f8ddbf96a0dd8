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
  /** How many approvers have to agree, where a signature alone may not decide */
  readonly needed?: number;
}

function doneIn(state: unknown): Done | undefined {
  const { done } = (state ?? {}) as { done?: Done };
  return done !== undefined && ACTS.includes(done.act) ? done : undefined;
}

interface DoneNoticeProps {
  readonly state: unknown;
  /** The nomination that the page is about: no way leads back to where one is */
  readonly shownId?: string;
}

/** Tells what was done, with the way back to undo it: nothing leaves the house before the release. */
export function DoneNotice({ state, shownId }: DoneNoticeProps) {
  const t = useText();
  const done = doneIn(state);
  if (done === undefined) return null;
  return (
    <Notification title={t('general.success')} kind="success" of={done}>
      <p className="govuk-notification-banner__heading">
        <Words done={done} />{' '}
        {done.nominationId !== shownId && (
          <Link className="govuk-notification-banner__link" to={`/inbox/${done.nominationId}`}>
            {t('done.goBack')}
          </Link>
        )}
      </p>
    </Notification>
  );
}

function Words({ done: { act, name, needed } }: { readonly done: Done }) {
  const values = { name: <bdi>{name}</bdi> };
  return needed === undefined ? (
    <Text id={`done.${act}` satisfies MessageId} values={values} />
  ) : (
    <Text id="done.signOff" values={{ ...values, needed }} />
  );
}
