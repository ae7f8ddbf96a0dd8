import { useState } from 'react';
import { Problem } from '../../form/problem';
import { useMutationButton } from '../../form/use-mutation-button';
import { Text } from '../../i18n/text';
import { isolate, useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import {
  AcceptPlaceOfferMutation,
  ApprovePlaceOfferMutation,
  DeclinePlaceOfferMutation,
  type PlaceOffer,
  RefusePlaceOfferMutation,
  WithdrawPlaceOfferMutation,
} from './offer-operations';

export type OfferAction = PlaceOffer['availableActions'][number];

interface OfferActsProps {
  readonly offer: PlaceOffer;
  readonly onDone: (action: OfferAction) => void;
}

/** Buttons of what the person may do with an offer. None of it can be taken back, so each asks first. */
export function OfferActs({ offer, onDone }: OfferActsProps) {
  const t = useText();
  const [asked, setAsked] = useState<OfferAction>();
  const close = () => {
    setAsked(undefined);
  };
  const names = { from: isolate(offer.from.name), to: isolate(offer.to.name), count: offer.count };
  return (
    <>
      {offer.availableActions.map((action) => (
        <Button
          key={action}
          variant="secondary"
          aria-label={t(`placeOffers.named.${action}`, names)}
          onClick={() => {
            setAsked(action);
          }}
        >
          {t(`placeOffers.act.${action}`)}
        </Button>
      ))}
      {asked !== undefined && (
        <Question
          offer={offer}
          action={asked}
          onClose={close}
          onDone={() => {
            close();
            onDone(asked);
          }}
        />
      )}
    </>
  );
}

interface QuestionProps {
  readonly offer: PlaceOffer;
  readonly action: OfferAction;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Question({ offer, action, onClose, onDone }: QuestionProps) {
  const t = useText();
  const options = { also: ['PlaceOfferConnection', 'QuotaBalance'], onDone };
  const acts = {
    ACCEPT: useMutationButton(AcceptPlaceOfferMutation, options),
    DECLINE: useMutationButton(DeclinePlaceOfferMutation, options),
    WITHDRAW: useMutationButton(WithdrawPlaceOfferMutation, options),
    APPROVE: useMutationButton(ApprovePlaceOfferMutation, options),
    REFUSE: useMutationButton(RefusePlaceOfferMutation, options),
  };
  const { press, isActing, problem } = acts[action];
  const { id, version, count, from, to, constituency } = offer;
  return (
    <Dialog
      title={t(`placeOffers.named.${action}`, { from: isolate(from.name), to: isolate(to.name), count })}
      closeLabel={t('general.cancel')}
      onClose={onClose}
    >
      <p className="govuk-body">
        <Text
          id={`placeOffers.asks.${action}`}
          values={{
            count,
            from: <bdi>{from.name}</bdi>,
            to: <bdi>{to.name}</bdi>,
            constituency: <bdi>{constituency.name}</bdi>,
          }}
        />
      </p>
      <Problem of={problem} />
      <Button isBusy={isActing} onClick={() => void press({ id, input: { version } })}>
        {t(`placeOffers.act.${action}`)}
      </Button>
    </Dialog>
  );
}
