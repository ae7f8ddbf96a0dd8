import { Link } from 'react-router';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Notification } from '../../ui/text-blocks';
import type { Verdict } from './operations';

/** What was said last, told on the page that comes after it; it travels beside the address, not in it. */
export interface Judged {
  readonly verdict: Verdict;
  readonly name: string;
  readonly path: string;
}

const VERDICTS: readonly string[] = ['SAME', 'DIFFERENT', 'LATER'];

function judgedIn(state: unknown): Judged | undefined {
  const { judged } = (state ?? {}) as { judged?: Judged };
  return judged !== undefined && VERDICTS.includes(judged.verdict) ? judged : undefined;
}

/** Tells what was said of a pair, with the way back to say something else. */
export function JudgedNotice({ state }: { readonly state: unknown }) {
  const t = useText();
  const judged = judgedIn(state);
  if (judged === undefined) return null;
  return (
    <Notification title={t('general.success')} kind="success" of={judged}>
      <p className="govuk-notification-banner__heading">
        <Text id={`pairs.done.${judged.verdict}`} values={{ name: <bdi>{judged.name}</bdi> }} />{' '}
        <Link className="govuk-notification-banner__link" to={judged.path}>
          {t('pairs.goBack')}
        </Link>
      </p>
    </Notification>
  );
}
