import { useState } from 'react';
import { z } from 'zod';
import { ActForm } from '../../form/act-form';
import { optionalText, requiredText } from '../../form/text-rules';
import { useMutationForm } from '../../form/use-mutation-form';
import { fromZonedText } from '../../form/zoned-time';
import type { MessageId } from '../../i18n/catalogue.en';
import { isolate, useText } from '../../i18n/use-text';
import { Select, TextArea, TextInput } from '../../ui/fields';
import { Details, Notification } from '../../ui/text-blocks';
import { useCurrentConference } from '../conference/current-conference';
import { OfferPlacesMutation } from './offer-operations';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface OfferPlacesProps {
  /** The bodies whose places the person may offer */
  readonly own: readonly Named[];
  readonly others: readonly Named[];
  readonly constituencies: readonly Named[];
}

const LONGEST_NOTE = 1_000;

/** Offers places to another body; said afterwards, above the form. */
export function OfferPlaces(props: OfferPlacesProps) {
  const t = useText();
  const [state, setState] = useState<{ readonly state: string }>();
  return (
    <>
      {state !== undefined && (
        <Notification title={t('general.success')} kind="success" of={state}>
          <p className="govuk-notification-banner__heading">
            {t(state.state === 'AWAITING_HOST' ? 'placeOffers.madeForHost' : 'placeOffers.made')}
          </p>
        </Notification>
      )}
      <Details summary={t('placeOffers.offer')}>
        <OfferForm
          {...props}
          onOffered={(made) => {
            setState({ state: made });
          }}
        />
      </Details>
    </>
  );
}

function OfferForm({
  own,
  others,
  constituencies,
  onOffered,
}: OfferPlacesProps & { readonly onOffered: (state: string) => void }) {
  const t = useText();
  const { chosen } = useCurrentConference();
  const timeZone = chosen?.timeZone ?? 'UTC';
  const moment = (typed: string) => fromZonedText(typed, timeZone) ?? '';
  const state = useMutationForm(OfferPlacesMutation, {
    id: 'offer-places',
    also: ['PlaceOffer', 'PlaceOfferConnection', 'QuotaBalance'],
    schema: z.object({
      bodyId: requiredText('placeOffers.body.missing'),
      toBodyId: requiredText('placeOffers.to.missing'),
      constituencyId: requiredText('placeOffers.constituency.missing'),
      count: z
        .string()
        .trim()
        .regex(/^[1-9]\d{0,5}$/, 'placeOffers.count.wrong' satisfies MessageId),
      expiresAt: z
        .string()
        .refine((typed) => moment(typed) !== '', 'placeOffers.until.missing' satisfies MessageId),
      note: optionalText(LONGEST_NOTE),
    }),
    defaults: {
      bodyId: own[0]?.id ?? '',
      toBodyId: '',
      constituencyId: constituencies.length === 1 ? (constituencies[0]?.id ?? '') : '',
      count: '',
      expiresAt: '',
      note: '',
    },
    variables: ({ count, expiresAt, note, ...ids }) => ({
      input: { ...ids, count: Number(count), expiresAt: moment(expiresAt), note: note === '' ? null : note },
    }),
    onDone: ({ placeOffer }) => {
      state.form.reset();
      onOffered(placeOffer?.state ?? '');
    },
    refusalValues: ({ balance }) => ({ available: balance?.available ?? 0 }),
  });
  const choose = (bodies: readonly Named[]) => [
    { value: '', label: t('staff.choose') },
    ...bodies.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <ActForm state={state} submitLabel={t('placeOffers.offer')}>
      <p className="govuk-body">{t('placeOffers.held')}</p>
      {own.length > 1 && (
        <Select {...state.field('bodyId')} label={t('placeOffers.body')} options={choose(own)} />
      )}
      <Select
        {...state.field('toBodyId')}
        label={t('placeOffers.to')}
        options={choose(others.filter(({ id }) => own.length > 1 || id !== own[0]?.id))}
      />
      <Select
        {...state.field('constituencyId')}
        label={t('placeOffers.constituency')}
        options={choose(constituencies)}
      />
      <TextInput
        {...state.field('count')}
        label={t('places.number')}
        inputMode="numeric"
        autoComplete="off"
        width={5}
      />
      <TextInput
        {...state.field('expiresAt')}
        type="datetime-local"
        label={t('placeOffers.until')}
        hint={t('windows.zone', { zone: isolate(timeZone) })}
        width={20}
      />
      <TextArea {...state.field('note')} label={t('placeOffers.note')} rows={3} />
    </ActForm>
  );
}
