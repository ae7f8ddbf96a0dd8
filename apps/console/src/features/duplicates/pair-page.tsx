import { useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { Reading } from '../../api/reading';
import { useRead } from '../../api/use-read';
import { UnsavedPart } from '../../form/unsaved';
import { useText } from '../../i18n/use-text';
import { ConsolePage } from '../../layout/console-page';
import { NotFoundPage } from '../../layout/not-found-page';
import { BackLink } from '../../ui/back-link';
import { classNames } from '../../ui/class-names';
import { PersonName } from '../../ui/person-name';
import { Tag } from '../../ui/tag';
import { useHotkeys } from '../../ui/use-hotkeys';
import { HotkeyHelp, type KeyLine } from '../approvals/hotkey-help';
import { useHotkeySetting } from '../approvals/hotkey-setting';
import { Likeness } from '../approvals/likeness';
import { JudgedNotice } from './judged-notice';
import { JudgeForm } from './judge-form';
import { JudgementOfPair } from './judgement-of-pair';
import { MergeForm } from './merge-form';
import { MergeTold, type Told } from './merge-told';
import { PairQuery, type Pair, type Verdict } from './operations';
import { PairMerges } from './pair-merges';
import { PairSides } from './pair-sides';
import { PairSteps } from './pair-steps';
import { usePairSequence, type PairPlace } from './use-pair-sequence';

const KEYS: readonly KeyLine[] = [
  ['J', 'pairs.next'],
  ['K', 'pairs.previous'],
  ['S', 'pairs.judge.SAME'],
  ['D', 'pairs.judge.DIFFERENT'],
  ['L', 'pairs.judge.LATER'],
  ['?', 'hotkeys.help'],
];

/** Two nominations side by side, why they may be of one person, and three buttons to say whether they are. */
export function PairPage() {
  const t = useText();
  const { first = '', second = '' } = useParams();
  const place = usePairSequence(`/duplicates/${first}/${second}`);
  const read = useRead(PairQuery, { first, second });
  const pair = read.state === 'ready' ? read.data.possibleDuplicate : null;
  // After J or K the answer on the page is still the pair before: it must not be judged.
  const isThis = pair?.first.id === first && pair.second.id === second;
  if (read.state === 'ready' && pair === null && !read.isRefreshing) return <NotFoundPage />;
  return (
    <>
      <BackLink to={place.list}>{t('pairs.backToList')}</BackLink>
      <Reading
        read={read.state === 'ready' && !isThis ? { state: 'loading' } : read}
        aroundFailure={(notice) => <ConsolePage title={t('pairs.title')}>{notice}</ConsolePage>}
      >
        {(data, refresh) =>
          data.possibleDuplicate && (
            <UnsavedPart key={`${first} ${second}`}>
              <OnePair pair={data.possibleDuplicate} place={place} onStale={refresh} />
            </UnsavedPart>
          )
        }
      </Reading>
    </>
  );
}

interface OnePairProps {
  readonly pair: Pair;
  readonly place: PairPlace;
  readonly onStale: () => void;
}

function OnePair({ pair, place, onStale }: OnePairProps) {
  const t = useText();
  const navigate = useNavigate();
  const location = useLocation();
  const state: unknown = location.state;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [told, setTold] = useState<Told>();
  const [areHotkeysOn, turnHotkeys] = useHotkeySetting();
  const openHelp = () => {
    setIsHelpOpen(true);
  };
  const goTo = (path: string | undefined) => {
    if (path !== undefined) void navigate(path);
  };
  const onDone = (verdict: Verdict) => {
    const judged = { verdict, name: pair.first.person.name, path: location.pathname + location.search };
    void navigate(place.next ?? place.list, { state: { judged } });
  };
  const isActive = areHotkeysOn && !isHelpOpen;
  useHotkeys(
    {
      j: () => {
        goTo(place.next);
      },
      k: () => {
        goTo(place.previous);
      },
      '?': openHelp,
    },
    isActive,
  );
  const { first, second } = pair;
  return (
    <div className={classNames(areHotkeysOn && 'app-hotkeys-on')}>
      <PairSteps place={place} onHelp={openHelp} />
      {told === undefined ? <JudgedNotice state={state} /> : <MergeTold told={told} />}
      <ConsolePage
        title={t('pairs.pairTitle', { first: first.person.name, second: second.person.name })}
        heading={
          <>
            <PersonName person={first.person} />
            {' – '}
            <PersonName person={second.person} />
          </>
        }
      >
        <p className="govuk-body">
          <Tag>{t(`pairState.${pair.state}`)}</Tag> <Likeness of={pair} />
        </p>
        <JudgementOfPair judgement={pair.judgement} />
        {pair.canJudge && <JudgeForm pair={pair} areHotkeysOn={isActive} onDone={onDone} onStale={onStale} />}
        <PairSides pair={pair} />
        <MergeForm
          pair={pair}
          onDone={(reference) => {
            setTold({ reference });
          }}
          onStale={onStale}
        />
        <PairMerges
          merges={pair.merges}
          onUndone={(reference, kept) => {
            setTold({ reference, kept });
          }}
          onStale={onStale}
        />
      </ConsolePage>
      {isHelpOpen && (
        <HotkeyHelp
          keys={KEYS}
          isOn={areHotkeysOn}
          onTurn={turnHotkeys}
          onClose={() => {
            setIsHelpOpen(false);
          }}
        />
      )}
    </div>
  );
}
