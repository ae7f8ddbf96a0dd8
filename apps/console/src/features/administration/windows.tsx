import { useState } from 'react';
import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useFresh } from '../../api/use-fresh';
import { ActForm } from '../../form/act-form';
import { SavedMeanwhile } from '../../form/saved-meanwhile';
import { useMutationForm } from '../../form/use-mutation-form';
import { fromZonedText, toZonedText } from '../../form/zoned-time';
import type { MessageId } from '../../i18n/catalogue.en';
import { usePlainTime } from '../../i18n/plain-time';
import { isolate, useText } from '../../i18n/use-text';
import { TextInput } from '../../ui/fields';
import { SummaryList } from '../../ui/summary-list';
import { Details, Notification } from '../../ui/text-blocks';
import { names, useWhoSaved } from '../audit/use-who-saved';
import { useConferenceFacts } from '../conference/current-conference';
import { CurrentConferenceQuery, type ConferenceDetails } from '../conference/operations';
import { useWindowRows, WINDOW_KINDS, windowOf, type WindowKind } from '../conference/window-rows';
import { SetWindowMutation } from './operations';

/** When nominations, answers to invitations and substitutions are possible. */
export function Windows() {
  const t = useText();
  const facts = useConferenceFacts();
  const [saved, setSaved] = useState<WindowKind>();
  return (
    <Reading read={facts}>
      {({ conference }, refresh) =>
        conference === null ? (
          <p className="govuk-body">{t('windows.none')}</p>
        ) : (
          <>
            {saved !== undefined && (
              <Notification title={t('general.success')} kind="success" of={saved}>
                <p className="govuk-notification-banner__heading">
                  {t('windows.saved', { kind: t(`windowKind.${saved}`) })}
                </p>
              </Notification>
            )}
            <p className="govuk-body">{t('windows.zone', { zone: isolate(conference.timeZone) })}</p>
            <WindowFacts conference={conference} />
            {WINDOW_KINDS.map((kind) => (
              <Details key={kind} summary={t('windows.change', { kind: t(`windowKind.${kind}`) })}>
                <WindowForm
                  kind={kind}
                  conference={conference}
                  onSaved={() => {
                    setSaved(kind);
                    refresh();
                  }}
                />
              </Details>
            ))}
          </>
        )
      }
    </Reading>
  );
}

function WindowFacts({ conference }: { readonly conference: ConferenceDetails }) {
  return (
    <div className="app-reading">
      <SummaryList rows={useWindowRows(conference)} />
    </div>
  );
}

interface WindowFormProps {
  readonly kind: WindowKind;
  readonly conference: ConferenceDetails;
  readonly onSaved: () => void;
}

function WindowForm({ kind, conference, onSaved }: WindowFormProps) {
  const t = useText();
  const { timeZone } = conference;
  const fresh = useFresh();
  const whoSaved = useWhoSaved();
  const time = usePlainTime();
  // The times that the typing began with: they stay while the page refreshes itself behind the form.
  const [window, setWindow] = useState(windowOf(conference, kind));
  const [newest, setNewest] = useState<{ readonly window: typeof window; readonly author: string }>();
  const readNewest = async () => {
    const { slug, id } = conference;
    const [data, author] = await Promise.all([
      fresh(CurrentConferenceQuery, { slug, id }),
      whoSaved({ action: 'window.set', isOfThis: (values) => names(values, 'kind', kind) }),
    ]);
    if (!data?.conference) return t('conflict.unread');
    setNewest({ window: windowOf(data.conference, kind), author });
    return true;
  };
  const inWords = (times: { readonly opensAt: string; readonly closesAt: string } | undefined) =>
    times === undefined
      ? t('windows.noTimes')
      : t('windows.times', { from: time.full(times.opensAt), to: time.full(times.closesAt) });
  const typedFrom = (from: typeof window) => ({
    opensAt: from === undefined ? '' : toZonedText(from.opensAt, timeZone),
    closesAt: from === undefined ? '' : toZonedText(from.closesAt, timeZone),
  });
  const opens = (typed: string) => fromZonedText(typed, timeZone, window?.opensAt) ?? '';
  const closes = (typed: string) => fromZonedText(typed, timeZone, window?.closesAt) ?? '';
  const typedTime = (missing: MessageId) => z.string().refine((typed) => opens(typed) !== '', missing);
  const state = useMutationForm(SetWindowMutation, {
    id: `window-${kind.toLowerCase()}`,
    also: ['Window'],
    schema: z
      .object({
        opensAt: typedTime('windows.beginning.missing'),
        closesAt: typedTime('windows.end.missing'),
      })
      .refine(({ opensAt, closesAt }) => closes(closesAt) > opens(opensAt), {
        message: 'windows.order' satisfies MessageId,
        path: ['closesAt'],
      }),
    defaults: typedFrom(window),
    variables: ({ opensAt, closesAt }) => ({
      input: {
        conferenceId: conference.id,
        kind,
        opensAt: opens(opensAt),
        closesAt: closes(closesAt),
        expectedOpensAt: window?.opensAt ?? null,
        expectedClosesAt: window?.closesAt ?? null,
      },
    }),
    onDone: ({ conference: saved }) => {
      if (saved !== null) setWindow(saved.windows.find((one) => one.kind === kind));
      onSaved();
    },
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && readNewest(),
  });
  const goOn = (isTheirs: boolean) => {
    const typed = state.form.getValues();
    setWindow(newest?.window);
    setNewest(undefined);
    state.form.reset(typedFrom(newest?.window));
    if (!isTheirs) state.form.reset(typed, { keepDefaultValues: true });
    state.form.setFocus('opensAt');
  };
  return (
    <>
      {newest !== undefined && (
        <SavedMeanwhile
          of={newest}
          title={t('windows.conflict')}
          author={newest.author}
          theirs={inWords(newest.window)}
          mine={inWords({
            opensAt: opens(state.form.getValues('opensAt')),
            closesAt: closes(state.form.getValues('closesAt')),
          })}
          onGoOn={goOn}
        />
      )}
      <ActForm state={state} submitLabel={t('windows.save', { kind: t(`windowKind.${kind}`) })}>
        <TextInput
          {...state.field('opensAt')}
          type="datetime-local"
          label={t('windows.opensAt')}
          width={20}
        />
        <TextInput
          {...state.field('closesAt')}
          type="datetime-local"
          label={t('windows.closesAt')}
          width={20}
        />
      </ActForm>
    </>
  );
}
