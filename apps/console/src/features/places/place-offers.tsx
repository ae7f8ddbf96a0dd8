import { useState } from 'react';
import { Reading } from '../../api/reading';
import { usePlainTime } from '../../i18n/plain-time';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { WholeList } from '../../lists/whole-list';
import { DataTable } from '../../ui/data-table';
import { Notification } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { OfferActs, type OfferAction } from './offer-acts';
import { type PlaceOffer, PlaceOffersQuery } from './offer-operations';

/** Offers of places that the person may see, each with what they may do. */
export function PlaceOffers() {
  const t = useText();
  const [done, setDone] = useState<{ readonly action: OfferAction }>();
  return (
    <WholeList
      query={PlaceOffersQuery}
      variables={{ conferenceId: useConferenceId() }}
      page={({ placeOffers }) => placeOffers}
    >
      {(read) => (
        <Reading read={read}>
          {(offers, refresh) => (
            <>
              {done !== undefined && (
                <Notification title={t('general.success')} kind="success" of={done}>
                  <p className="govuk-notification-banner__heading">{t(`placeOffers.done.${done.action}`)}</p>
                </Notification>
              )}
              <OffersTable
                offers={offers}
                onDone={(action) => {
                  setDone({ action });
                  refresh();
                }}
              />
            </>
          )}
        </Reading>
      )}
    </WholeList>
  );
}

interface OffersTableProps {
  readonly offers: readonly PlaceOffer[];
  readonly onDone: (action: OfferAction) => void;
}

function OffersTable({ offers, onDone }: OffersTableProps) {
  const t = useText();
  const time = usePlainTime();
  return (
    <DataTable
      caption={t('placeOffers.title')}
      isCaptionHidden
      rows={offers}
      rowKey={({ id }) => id}
      empty={<p className="govuk-body">{t('placeOffers.none')}</p>}
      columns={[
        {
          key: 'what',
          header: t('placeOffers.what'),
          isRowHeader: true,
          cell: ({ from, to, constituency, count }) => (
            <Text
              id="placeOffers.line"
              values={{
                count,
                from: <bdi>{from.name}</bdi>,
                to: <bdi>{to.name}</bdi>,
                constituency: <bdi>{constituency.name}</bdi>,
              }}
            />
          ),
        },
        { key: 'note', header: t('placeOffers.note'), cell: ({ note }) => <bdi>{note ?? ''}</bdi> },
        {
          key: 'state',
          header: t('placeOffers.state'),
          cell: ({ state, expiresAt }) => t(`placeOffers.state.${state}`, { until: time.full(expiresAt) }),
        },
        {
          key: 'acts',
          header: t('placeOffers.acts'),
          isAct: true,
          cell: (offer) => <OfferActs offer={offer} onDone={onDone} />,
        },
      ]}
    />
  );
}
