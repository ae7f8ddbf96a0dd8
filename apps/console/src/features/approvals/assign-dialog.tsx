import { useState } from 'react';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { FormDialog } from '../../form/form-dialog';
import { useMutationButton } from '../../form/use-mutation-button';
import { Text } from '../../i18n/text';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { useConferenceId } from '../conference/current-conference';
import type { OtherActProps } from '../nominations/many/many-bar';
import {
  AssignReviewsMutation,
  type Assignment,
  type ReviewColleague,
  ReviewColleaguesQuery,
  type Share,
} from './claim-operations';
import { ColleagueLine, ReviewName } from './review-lines';

const ALSO = ['Nomination', 'InboxItem', 'ReviewColleague'];

/** Who would get what. */
interface Preview {
  readonly assigneeIds: readonly string[];
  readonly assignments: readonly Assignment[];
  readonly shares: readonly Share[];
}

/** Gives the reviews that are ticked to colleagues: who first, then who would get how many, then the press that does it. */
export function AssignDialog(props: OtherActProps) {
  const { items, onClose } = props;
  const t = useText();
  const conferenceId = useConferenceId();
  const read = useRead(ReviewColleaguesQuery, { conferenceId });
  const [preview, setPreview] = useState<Preview>();
  // The dialog opens with all that it shows, so that nothing in it moves.
  if (read.state === 'loading') return null;
  return (
    <FormDialog title={t('assign.of', { count: items.length })} onClose={onClose}>
      <Reading read={read}>
        {({ reviewColleagues }) =>
          preview === undefined ? (
            <ChooseColleagues {...props} colleagues={reviewColleagues} onTold={setPreview} />
          ) : (
            <Foreseen {...props} preview={preview} />
          )
        }
      </Reading>
    </FormDialog>
  );
}

interface ChooseProps extends OtherActProps {
  readonly colleagues: readonly ReviewColleague[];
  readonly onTold: (preview: Preview) => void;
}

function ChooseColleagues({ items, colleagues, onTold }: ChooseProps) {
  const t = useText();
  const conferenceId = useConferenceId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isMissing, setIsMissing] = useState(false);
  const { press, isActing, problem } = useMutationButton(AssignReviewsMutation, {
    onDone: ({ assignments, colleagues: shares }) => {
      onTold({ assigneeIds: chosen, assignments: assignments ?? [], shares: shares ?? [] });
    },
  });
  const look = () => {
    setIsMissing(chosen.length === 0);
    if (chosen.length === 0) return;
    const nominationIds = items.map(({ id }) => id);
    void press({ input: { conferenceId, nominationIds, assigneeIds: [...chosen], isDryRun: true } });
  };
  if (colleagues.length === 0) return <p className="govuk-body">{t('assign.nobody')}</p>;
  return (
    <>
      <Choices
        id="assign-to"
        name="assign-to"
        kind="checkboxes"
        label={t('assign.who')}
        hint={t('assign.whoHint')}
        error={isMissing ? t('assign.missing') : undefined}
        errorPrefix={t('form.errorPrefix')}
        chosen={chosen}
        choices={colleagues.map(({ colleague, stages, isAbsent, claims }) => ({
          value: colleague.id,
          label: <bdi>{colleague.name}</bdi>,
          hint: (
            <>
              {stages.map((stage) => t(`stage.${stage}`)).join(', ')} · {t('assign.load', { count: claims })}
              {isAbsent && ` · ${t('assign.absent')}`}
            </>
          ),
        }))}
        onChange={({ target: { value, checked } }) => {
          setChosen((before) => (checked ? [...before, value] : before.filter((id) => id !== value)));
        }}
      />
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      <Button isBusy={isActing} onClick={look}>
        {isActing ? t('form.sending') : t('many.look')}
      </Button>
    </>
  );
}

function Foreseen({ items, preview, onClose, onDone }: OtherActProps & { readonly preview: Preview }) {
  const t = useText();
  const conferenceId = useConferenceId();
  const { assigneeIds, assignments, shares } = preview;
  const given = shares.reduce((sum, share) => sum + share.given, 0);
  const kept = assignments.filter(({ outcome }) => outcome === 'KEPT').length;
  const notWaiting = assignments.filter(({ outcome }) => outcome === 'NOT_WAITING').length;
  const { press, isActing, problem } = useMutationButton(AssignReviewsMutation, {
    also: ALSO,
    onDone: () => {
      onDone();
      onClose();
    },
  });
  const assign = () =>
    press({
      input: { conferenceId, nominationIds: items.map(({ id }) => id), assigneeIds: [...assigneeIds] },
    });
  return (
    <>
      <h3 className="govuk-heading-s">{t('assign.shares')}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {shares.map(({ colleague, before, given: more }) => (
          <li key={colleague?.id}>
            <Text id="assign.share" values={{ name: <bdi>{colleague?.name}</bdi>, count: more, before }} />
          </li>
        ))}
      </ul>
      {kept > 0 && <p className="govuk-body">{t('assign.kept', { count: kept })}</p>}
      {notWaiting > 0 && <p className="govuk-body">{t('assign.notWaiting', { count: notWaiting })}</p>}
      <ToNobody assignments={assignments.filter(({ outcome }) => outcome === 'NOBODY')} />
      <p role="alert" className={problem === undefined ? undefined : 'govuk-error-message'}>
        {problem}
      </p>
      {given > 0 && (
        <Button isBusy={isActing} onClick={() => void assign()}>
          {isActing ? t('form.sending') : t('assign.send', { count: given })}
        </Button>
      )}
    </>
  );
}

/** What none of those chosen may take, each with why. */
function ToNobody({ assignments }: { readonly assignments: readonly Assignment[] }) {
  const t = useText();
  if (assignments.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{t('assign.toNobody', { count: assignments.length })}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {assignments.map(({ nomination, obstacles }) => (
          <li key={nomination?.id}>
            {nomination !== null && <ReviewName nomination={nomination} />}
            <ul className="govuk-list app-muted">
              {obstacles.map(({ colleague, obstacle }) => (
                <ColleagueLine
                  key={colleague?.id}
                  name={colleague?.name}
                  said={t(`claimObstacle.${obstacle}`)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
