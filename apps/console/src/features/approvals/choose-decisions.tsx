import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { Details } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { PersonName } from '../../ui/person-name';
import { WaitingDecisionsQuery } from './release-operations';

interface ChooseDecisionsProps {
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

/** Narrows a release to some of the decisions that wait; nobody has to. */
export function ChooseDecisions({ chosen, onChoose }: ChooseDecisionsProps) {
  const t = useText();
  const read = useRead(WaitingDecisionsQuery, { conferenceId: useConferenceId() });
  if (read.state !== 'ready' || read.data.nominations.nodes.length === 0) return null;
  const { nodes, totalCount } = read.data.nominations;
  return (
    <>
      <p className="govuk-body">
        {chosen.length === 0
          ? t('release.all', { count: totalCount })
          : t('release.only', { chosen: chosen.length, count: totalCount })}
      </p>
      <Details summary={t('release.choose')}>
        <Choices
          id="only"
          name="only"
          kind="checkboxes"
          isSmall
          label={t('release.chooseLabel')}
          hint={totalCount > nodes.length ? t('release.chooseSome', { shown: nodes.length }) : undefined}
          chosen={chosen}
          choices={nodes.map(({ id, reference, person, body, decision }) => ({
            value: id,
            label: (
              <>
                <PersonName person={person} /> (<bdi>{reference}</bdi>), <bdi>{body.name}</bdi>
                {decision !== null && (
                  <>
                    {t('general.colon')}
                    {t(`decisionOutcome.${decision.outcome}`)}
                  </>
                )}
              </>
            ),
          }))}
          onChange={(event) => {
            const { value, checked } = event.target;
            onChoose(checked ? [...chosen, value] : chosen.filter((id) => id !== value));
          }}
        />
        {chosen.length > 0 && (
          <Button
            variant="secondary"
            onClick={() => {
              onChoose([]);
            }}
          >
            {t('release.chooseAll')}
          </Button>
        )}
      </Details>
    </>
  );
}
