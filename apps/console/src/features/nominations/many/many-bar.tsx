import { useState } from 'react';
import { useClient } from 'urql';
import { useText } from '../../../i18n/use-text';
import type { Ticked } from '../../../lists/use-ticked';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/fields';
import { Notification } from '../../../ui/text-blocks';
import type { NominationLine, NominationsVariables } from '../operations';
import { actsOn } from './many-acts';
import { ManyDialog, type ManyDone } from './many-dialog';
import { ManyPart } from './many-results';
import { MatchingNominationsQuery } from './mutations';

interface ManyBarProps {
  readonly ticked: Ticked;
  readonly rows: readonly NominationLine[];
  readonly total: number;
  readonly variables: NominationsVariables;
  readonly onDone: () => void;
}

/** Below the list: how many are chosen, and what can be done to them. */
export function ManyBar({ ticked, rows, total, variables, onDone }: ManyBarProps) {
  const t = useText();
  const acts = actsOn(rows);
  const [chosen, setChosen] = useState<string>('');
  const [isOpen, setIsOpen] = useState(false);
  const [done, setDone] = useState<ManyDone>();
  const act = acts.find((one) => one === chosen);
  const count = ticked.items.length;
  if (acts.length === 0 && done === undefined) return null;
  return (
    <>
      {done !== undefined && (
        <ManyReport
          done={done}
          onClose={() => {
            setDone(undefined);
          }}
        />
      )}
      <section className="app-many" aria-label={t('many.label')}>
        <p className="govuk-body" role="status">
          {t('many.count', { count })}
        </p>
        <TakeAll ticked={ticked} total={total} variables={variables} />
        {count > 0 && (
          <div className="app-many__act">
            <Select
              id="many-act"
              name="many-act"
              label={t('many.what')}
              value={act ?? ''}
              onChange={(event) => {
                setChosen(event.target.value);
              }}
              options={[
                { value: '', label: t('nomination.choose') },
                ...acts.map((one) => ({ value: one, label: t(`many.${one}`) })),
              ]}
            />
            <Button
              onClick={() => {
                if (act !== undefined) setIsOpen(true);
              }}
            >
              {t('many.goOn')}
            </Button>
          </div>
        )}
      </section>
      {isOpen && act !== undefined && (
        <ManyDialog
          act={act}
          items={ticked.items}
          onClose={() => {
            setIsOpen(false);
          }}
          onDone={(what) => {
            setDone(what);
            ticked.clear();
            onDone();
          }}
        />
      )}
    </>
  );
}

interface TakeAllProps {
  readonly ticked: Ticked;
  readonly total: number;
  readonly variables: NominationsVariables;
}

/** Chooses all that match the filters, as they are now; or none. */
function TakeAll({ ticked, total, variables }: TakeAllProps) {
  const t = useText();
  const client = useClient();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async () => {
    setIsAsking(true);
    setProblem(undefined);
    const { data } = await client
      .query(MatchingNominationsQuery, variables, { requestPolicy: 'network-only' })
      .toPromise();
    setIsAsking(false);
    if (data === undefined) setProblem(t('many.tooMany'));
    else ticked.take(data.matchingNominations.map(({ nominationId: id, version }) => ({ id, version })));
  };
  return (
    <div className="govuk-button-group">
      <Button variant="secondary" isBusy={isAsking} onClick={() => void take()}>
        {t('many.all', { count: total })}
      </Button>
      {ticked.items.length > 0 && (
        <Button variant="secondary" onClick={ticked.clear}>
          {t('many.none')}
        </Button>
      )}
      {problem !== undefined && (
        <p className="govuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What became of each, until the reader has done with it. */
function ManyReport({ done, onClose }: { readonly done: ManyDone; readonly onClose: () => void }) {
  const t = useText();
  const { act } = done;
  const count = done.done.length;
  return (
    <Notification title={t('many.report')} kind="success" of={done}>
      <p className="govuk-notification-banner__heading">{t(`many.${act}.done`, { count })}</p>
      <ManyPart act={act} results={done.failed} title={t('many.failed', { count: done.failed.length })} />
      <ManyPart act={act} results={done.skipped} title={t('many.skipped', { count: done.skipped.length })} />
      <ManyPart act={act} results={done.done} title={t('many.doneList', { count })} />
      <Button variant="secondary" onClick={onClose}>
        {t('many.close')}
      </Button>
    </Notification>
  );
}
