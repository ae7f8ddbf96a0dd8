import { z } from 'zod';
import { Reading } from '../../api/reading';
import { useFresh } from '../../api/use-fresh';
import { useRead } from '../../api/use-read';
import { useMutationForm } from '../../form/use-mutation-form';
import { useText } from '../../i18n/use-text';
import { useWhoSaved } from '../audit/use-who-saved';
import { useCurrentConference } from '../conference/current-conference';
import { ChoiceSetting, type Saving } from './choice-setting';
import { PlaceTransfersQuery, SetPlaceTransfersMutation } from './operations';

const MODES = ['WITH_HOST', 'BETWEEN_BODIES', 'OFF'] as const;
const schema = z.object({ choice: z.enum(MODES) });
type Mode = (typeof MODES)[number];

/** Whether bodies may pass places on to each other, and whether the host agrees first. */
export function PlaceTransfers() {
  const { chosen } = useCurrentConference();
  const slug = chosen?.slug ?? '';
  const read = useRead(PlaceTransfersQuery, { slug });
  return (
    <Reading read={read}>
      {({ conference }) =>
        conference !== null && (
          <PlaceTransfersForm conferenceId={conference.id} slug={slug} current={conference.placeTransfers} />
        )
      }
    </Reading>
  );
}

function usePlaceTransfersForm({ conferenceId, seen, onSend, onSaved, onConflict }: Saving<Mode>) {
  return useMutationForm(SetPlaceTransfersMutation, {
    id: 'place-transfers',
    schema,
    defaults: { choice: seen },
    onSend,
    variables: ({ choice }) => ({
      input: { conferenceId, placeTransfers: choice, expectedPlaceTransfers: seen },
    }),
    onDone: ({ conference }, { choice }) => {
      onSaved(conference?.placeTransfers ?? choice);
    },
    onRefused: ({ code }) => code === 'VERSION_CONFLICT' && onConflict(),
  });
}

interface FormProps {
  readonly conferenceId: string;
  readonly slug: string;
  readonly current: Mode;
}

function PlaceTransfersForm({ conferenceId, slug, current }: FormProps) {
  const t = useText();
  const fresh = useFresh();
  const whoSaved = useWhoSaved();
  return (
    <ChoiceSetting<Mode>
      conferenceId={conferenceId}
      current={current}
      modes={MODES}
      useForm={usePlaceTransfersForm}
      readNewest={async () => {
        const [data, author] = await Promise.all([
          fresh(PlaceTransfersQuery, { slug }),
          whoSaved({ action: 'place-transfers.set' }),
        ]);
        return data?.conference ? { mode: data.conference.placeTransfers, author } : undefined;
      }}
      words={{
        question: t('placeTransfers.question'),
        hint: t('placeTransfers.hint'),
        save: t('placeTransfers.save'),
        saved: t('placeTransfers.saved'),
        conflict: t('placeTransfers.conflict'),
      }}
      labelOf={(mode) => t(`placeTransfers.${mode}`)}
    />
  );
}
