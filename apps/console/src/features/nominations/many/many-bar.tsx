import { type ReactNode, useState } from 'react';
import { useText } from '../../../i18n/use-text';
import type { Ticked, TickedItem } from '../../../lists/use-ticked';
import { Button } from '../../../ui/button';
import { Select } from '../../../ui/fields';
import { type Actable, actsOn } from './many-acts';
import { ManyDialog } from './many-dialog';
import { ManyReport } from './many-report';
import type { AskMatching } from './matching';
import { useManyReport } from './use-many-report';

interface ManyBarProps {
  /** Which list it is: what was done in it is told until somebody closes that */
  readonly list: string;
  readonly ticked: Ticked;
  readonly rows: readonly Actable[];
  readonly total: number;
  readonly askMatching: AskMatching;
  readonly onDone: () => void;
  /** What this list alone can do with those that are ticked, in a dialog of its own */
  readonly others?: readonly OtherAct[];
}

/** An act on many that is none on a nomination. */
export interface OtherAct {
  readonly key: string;
  readonly label: string;
  readonly dialog: (props: OtherActProps) => ReactNode;
}
export interface OtherActProps {
  readonly items: readonly TickedItem[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}
const NO_OTHERS: readonly OtherAct[] = [];

/** Below the list: how many are chosen, and what can be done to them. */
export function ManyBar(props: ManyBarProps) {
  const { list, ticked, rows, total, askMatching, onDone, others = NO_OTHERS } = props;
  const t = useText();
  const acts = actsOn(rows);
  const [chosen, setChosen] = useState<string>('');
  const [isOpen, setIsOpen] = useState(false);
  const report = useManyReport(list);
  const act = acts.find((one) => one === chosen);
  const other = others.find(({ key }) => key === chosen);
  const count = ticked.items.length;
  if (acts.length === 0 && others.length === 0 && report.done === undefined) return null;
  return (
    <>
      <ManyReport report={report} onDone={onDone} />
      <section className="app-many" aria-label={t('many.label')}>
        <p className="govuk-body" role="status">
          {t('many.count', { count })}
        </p>
        <TakeAll ticked={ticked} total={total} askMatching={askMatching} />
        {count > 0 && (
          <div className="app-many__act">
            <Select
              id="many-act"
              name="many-act"
              label={t('many.what')}
              value={act ?? other?.key ?? ''}
              onChange={(event) => {
                setChosen(event.target.value);
              }}
              options={[
                { value: '', label: t('nomination.choose') },
                ...others.map(({ key, label }) => ({ value: key, label })),
                ...acts.map((one) => ({ value: one, label: t(`many.${one}`) })),
              ]}
            />
            <Button
              onClick={() => {
                if (act !== undefined || other !== undefined) setIsOpen(true);
              }}
            >
              {t('many.goOn')}
            </Button>
          </div>
        )}
      </section>
      {isOpen &&
        other?.dialog({
          items: ticked.items,
          onClose: () => {
            setIsOpen(false);
          },
          onDone: () => {
            ticked.clear();
            onDone();
          },
        })}
      {isOpen && act !== undefined && (
        <ManyDialog
          act={act}
          items={ticked.items}
          onClose={() => {
            setIsOpen(false);
          }}
          onDone={(what) => {
            report.tell(what);
            ticked.clear();
            onDone();
          }}
        />
      )}
    </>
  );
}

type TakeAllProps = Pick<ManyBarProps, 'ticked' | 'total' | 'askMatching'>;

/** Chooses all that match the filters, as they are now; or none. */
function TakeAll({ ticked, total, askMatching }: TakeAllProps) {
  const t = useText();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const take = async () => {
    setIsAsking(true);
    setProblem(undefined);
    const items = await askMatching();
    setIsAsking(false);
    if (items === undefined) setProblem(t('many.tooMany'));
    else ticked.take(items);
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
