import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Tag, type TagColour } from '../../ui/tag';
import { useKnownConferenceFacts } from '../conference/current-conference';
import type { NominationLine } from './operations';

type State = NominationLine['state'];

const COLOURS: Readonly<Record<State, TagColour>> = {
  DRAFT: 'grey',
  SUBMITTED: 'blue',
  UNDER_REVIEW: 'blue',
  RETURNED: 'yellow',
  DECIDED: 'purple',
  APPROVED: 'green',
  RESERVED: 'turquoise',
  REJECTED: 'red',
  WITHDRAWN: 'grey',
  SUPERSEDED: 'grey',
  LAPSED: 'orange',
};

export function StateTag({ state }: { readonly state: State }) {
  const t = useText();
  return <Tag colour={COLOURS[state]}>{t(`nominationState.${state}`)}</Tag>;
}

interface PlainStateProps {
  readonly nomination: Pick<
    NominationLine,
    'state' | 'submittedAt' | 'updatedAt' | 'createdAt' | 'answerDueAt' | 'readyAt' | 'invitation'
  >;
}

/** Where a nomination is, in a sentence: "With the Foreign & Commonwealth Office since Tuesday". */
export function PlainState({ nomination }: PlainStateProps) {
  const t = useText();
  const time = usePlainTime();
  const { host } = useKnownConferenceFacts();
  const { state, submittedAt, updatedAt, createdAt, answerDueAt, readyAt, invitation } = nomination;
  const name = host === undefined ? t('nomination.theHost') : <bdi>{host.name}</bdi>;
  switch (state) {
    case 'DRAFT':
      return readyAt === null ? (
        <>{t('plainState.DRAFT', { day: time.day(createdAt) })}</>
      ) : (
        <>{t('plainState.ready', { day: time.day(readyAt) })}</>
      );
    case 'SUBMITTED':
    case 'UNDER_REVIEW':
      return (
        <Text id="plainState.UNDER_REVIEW" values={{ host: name, day: time.day(submittedAt ?? updatedAt) }} />
      );
    case 'RETURNED':
      return answerDueAt === null ? (
        <Text id="plainState.RETURNED" values={{ host: name, day: time.day(updatedAt) }} />
      ) : (
        <Text
          id="plainState.returnedUntil"
          values={{ host: name, day: time.day(updatedAt), until: time.full(answerDueAt) }}
        />
      );
    case 'APPROVED':
      return <InvitationState invitation={invitation} />;
    case 'DECIDED':
    case 'RESERVED':
    case 'REJECTED':
    case 'WITHDRAWN':
    case 'SUPERSEDED':
    case 'LAPSED':
      return <>{t(`plainState.${state}`, { day: time.day(updatedAt) })}</>;
  }
}

function InvitationState({ invitation }: Pick<NominationLine, 'invitation'>) {
  const t = useText();
  const time = usePlainTime();
  if (invitation === null) return <>{t('plainState.APPROVED')}</>;
  const { state, sentAt, answeredAt, respondBy } = invitation;
  if (state === 'PENDING')
    return (
      <>
        {sentAt === null
          ? t('plainState.invitationQueued')
          : t('plainState.invited', { sent: time.day(sentAt), until: time.full(respondBy) })}
      </>
    );
  return <>{t(`plainState.invitation.${state}`, { day: time.day(answeredAt ?? respondBy) })}</>;
}
