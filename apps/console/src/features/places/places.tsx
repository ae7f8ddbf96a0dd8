import { useState } from 'react';
import { Reading } from '../../api/reading';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { WholeList } from '../../lists/whole-list';
import { DataTable, type Column } from '../../ui/data-table';
import { Notification } from '../../ui/text-blocks';
import { useConferenceFacts, useCurrentConference } from '../conference/current-conference';
import { ExportButton } from '../exports/export-button';
import { AllotPlaces } from './allot-places';
import { AllotmentsQuery, type Allotment } from './operations';
import type { Place } from './place';

/** Every partner's places for every constituency, and a way to change each number. */
export function Places() {
  const { chosen } = useCurrentConference();
  const facts = useConferenceFacts();
  return (
    <Reading read={facts}>
      {({ conference, bodies }) => (
        <WholeList
          query={AllotmentsQuery}
          variables={{ conferenceId: chosen?.id ?? '', slug: chosen?.slug ?? '' }}
          page={({ quotaBalances }) => quotaBalances}
        >
          {(read, last) => (
            <Reading read={read}>
              {(balances, refresh) => (
                <PlacesTable
                  places={placesOf(
                    bodies.filter(({ kind }) => kind === 'PARTNER'),
                    conference?.constituencies ?? [],
                    balances,
                  )}
                  capacity={last?.conference?.capacity}
                  onChanged={refresh}
                />
              )}
            </Reading>
          )}
        </WholeList>
      )}
    </Reading>
  );
}

function placesOf(
  bodies: readonly Place['body'][],
  constituencies: readonly Place['constituency'][],
  balances: readonly Allotment[],
): readonly Place[] {
  const known = new Map(balances.map((one) => [`${one.body.id} ${one.constituency.id}`, one]));
  return bodies.flatMap((body) =>
    constituencies.map((constituency) => {
      const balance = known.get(`${body.id} ${constituency.id}`);
      const allotted = balance === undefined ? 0 : balance.allotted - balance.overridden;
      return { body, constituency, balance, allotted };
    }),
  );
}

interface PlacesTableProps {
  readonly places: readonly Place[];
  readonly capacity: number | undefined;
  readonly onChanged: () => void;
}

function PlacesTable({ places, capacity, onChanged }: PlacesTableProps) {
  const t = useText();
  const [saved, setSaved] = useState<Place>();
  const total = places.reduce((sum, { balance }) => sum + (balance?.allotted ?? 0), 0);
  const columns = usePlaceColumns((place) => {
    setSaved(place);
    onChanged();
  });
  return (
    <>
      {saved !== undefined && (
        <Notification title={t('general.success')} kind="success" of={saved}>
          <p className="govuk-notification-banner__heading">
            <Text
              id="places.saved"
              values={{
                body: <bdi>{saved.body.name}</bdi>,
                constituency: <bdi>{saved.constituency.name}</bdi>,
              }}
            />
          </p>
        </Notification>
      )}
      {capacity !== undefined && <p className="govuk-body">{t('places.total', { total, capacity })}</p>}
      <p className="govuk-hint">{t('places.overriddenHint')}</p>
      <DataTable
        caption={t('places.title')}
        isCaptionHidden
        columns={columns}
        rows={places}
        rowKey={({ body, constituency }) => `${body.id} ${constituency.id}`}
        empty={<p className="govuk-body">{t('places.none')}</p>}
      />
      <ExportButton list="quotaBalances" name={t('places.title')} label={t('places.export')} />
    </>
  );
}

function usePlaceColumns(onSaved: (place: Place) => void): readonly Column<Place>[] {
  const t = useText();
  const number = (key: 'overridden' | 'held' | 'consumed' | 'available'): Column<Place> => ({
    key,
    header: t(`places.${key}`),
    isNumeric: true,
    cell: ({ balance }) => balance?.[key] ?? 0,
  });
  return [
    {
      key: 'place',
      header: t('places.place'),
      isRowHeader: true,
      cell: ({ body, constituency }) => (
        <Text
          id="places.of"
          values={{ body: <bdi>{body.name}</bdi>, constituency: <bdi>{constituency.name}</bdi> }}
        />
      ),
    },
    { key: 'allotted', header: t('places.allotted'), isNumeric: true, cell: ({ allotted }) => allotted },
    number('overridden'),
    number('held'),
    number('consumed'),
    number('available'),
    {
      key: 'change',
      header: t('places.change'),
      isAct: true,
      cell: (place) => <AllotPlaces place={place} onSaved={onSaved} />,
    },
  ];
}
