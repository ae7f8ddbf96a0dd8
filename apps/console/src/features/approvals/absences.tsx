import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { useState } from 'react';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { ActForm } from '../../form/act-form';
import { requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { fromZonedText } from '../../form/zoned-time';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { Select, TextInput } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { StaffQuery } from '../staff/operations';
import { useConferenceId, useCurrentConference } from '../conference/current-conference';
import { AbsencesQuery, EndAbsenceMutation, RecordAbsenceMutation, type Absence } from './absence-operations';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What was just done, to be said above the list. */
interface News {
  readonly kind: 'recorded' | 'ended';
  readonly name: string;
}

interface AbsencesProps {
  /** Whose absences can be recorded here */
  readonly approvers: readonly Person[];
}

/** Approvers who are away, so that a colleague may sign in their place. */
export function Absences({ approvers }: AbsencesProps) {
  const t = useText();
  const read = useRead(AbsencesQuery, { conferenceId: useConferenceId() });
  const [news, setNews] = useState<News>();
  return (
    <Reading read={read}>
      {({ absences }, refresh) => {
        const tell = (kind: News['kind']) => (name: string) => {
          setNews({ kind, name });
          refresh();
        };
        return (
          <>
            {news !== undefined && (
              <Notification title={t('general.success')} kind="success" of={news}>
                <p className="govuk-notification-banner__heading">
                  <Text id={`absences.${news.kind}`} values={{ name: <bdi>{news.name}</bdi> }} />
                </p>
              </Notification>
            )}
            <AbsenceTable absences={absences} onEnded={tell('ended')} />
            {approvers.length > 0 && (
              <Details summary={t('absences.record')}>
                <RecordForm approvers={approvers} onRecorded={tell('recorded')} />
              </Details>
            )}
          </>
        );
      }}
    </Reading>
  );
}

/** For administrators, who record the absences of all approvers. */
export function AbsencesOfStaff() {
  const t = useText();
  const read = useRead(StaffQuery, { conferenceId: useConferenceId(), role: 'HOST_APPROVER', after: null });
  return (
    <>
      <p className="govuk-body app-reading">{t('absences.how')}</p>
      <Reading read={read}>
        {({ staff }) => (
          <Absences
            approvers={staff.nodes.flatMap(({ user, name }) =>
              user === null ? [] : [{ id: user.id, name }],
            )}
          />
        )}
      </Reading>
    </>
  );
}

function AbsenceTable({
  absences,
  onEnded,
}: {
  readonly absences: readonly Absence[];
  readonly onEnded: (name: string) => void;
}) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('absences.title')}
      isCaptionHidden
      rows={absences}
      rowKey={(absence) => absence.id}
      empty={<p className="govuk-body">{t('absences.none')}</p>}
      columns={[
        {
          key: 'who',
          header: t('access.name'),
          isRowHeader: true,
          cell: ({ user }) => <bdi>{user.name}</bdi>,
        },
        { key: 'from', header: t('absences.startsAt'), cell: ({ startsAt }) => time.full(startsAt) },
        { key: 'to', header: t('absences.endsAt'), cell: ({ endsAt }) => time.full(endsAt) },
        {
          key: 'end',
          header: t('absences.end'),
          isAct: true,
          cell: (absence) => (absence.canEnd ? <End absence={absence} onEnded={onEnded} /> : null),
        },
      ]}
    />
  );
}

function End({ absence, onEnded }: { readonly absence: Absence; readonly onEnded: (name: string) => void }) {
  const t = useText();
  const { press, isActing, problem } = useMutationButton(EndAbsenceMutation, {
    also: ['Absence'],
    onDone: () => {
      onEnded(absence.user.name);
    },
  });
  return (
    <>
      <Button
        variant="secondary"
        isBusy={isActing}
        aria-label={t('absences.endNamed', { name: isolate(absence.user.name) })}
        onClick={() => void press({ id: absence.id, input: {} })}
      >
        {t('absences.end')}
      </Button>
      <Problem of={problem} />
    </>
  );
}

function RecordForm({
  approvers,
  onRecorded,
}: {
  readonly approvers: readonly Person[];
  readonly onRecorded: (name: string) => void;
}) {
  const t = useText();
  const { chosen } = useCurrentConference();
  const timeZone = chosen?.timeZone ?? 'UTC';
  const [only] = approvers.length === 1 ? approvers : [];
  const moment = (typed: string) => fromZonedText(typed, timeZone) ?? '';
  const typedTime = (missing: MessageId) => z.string().refine((typed) => moment(typed) !== '', missing);
  const state = useMutationForm(RecordAbsenceMutation, {
    id: 'absence',
    also: ['Absence'],
    schema: z
      .object({
        userId: requiredText('absences.who.missing'),
        startsAt: typedTime('windows.beginning.missing'),
        endsAt: typedTime('windows.end.missing'),
      })
      .refine(({ startsAt, endsAt }) => moment(endsAt) > moment(startsAt), {
        message: 'windows.order' satisfies MessageId,
        path: ['endsAt'],
      }),
    defaults: { userId: only?.id ?? '', startsAt: '', endsAt: '' },
    variables: ({ userId, startsAt, endsAt }) => ({
      input: {
        conferenceId: chosen?.id ?? '',
        userId,
        startsAt: moment(startsAt),
        endsAt: moment(endsAt),
      },
    }),
    onDone: (_, { userId }) => {
      state.form.reset();
      onRecorded(approvers.find(({ id }) => id === userId)?.name ?? '');
    },
  });
  return (
    <ActForm state={state} submitLabel={t('absences.record')}>
      <p className="govuk-body">{t('windows.zone', { zone: isolate(timeZone) })}</p>
      {only === undefined && (
        <Select
          {...state.field('userId')}
          label={t('absences.who')}
          options={[
            { value: '', label: t('staff.choose') },
            ...approvers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <TextInput
        {...state.field('startsAt')}
        type="datetime-local"
        label={t('absences.startsAt')}
        width={20}
      />
      <TextInput {...state.field('endsAt')} type="datetime-local" label={t('absences.endsAt')} width={20} />
    </ActForm>
  );
}
