import { useRead } from '../../api/use-read';
import { useText } from '../../i18n/use-text';
import { Details } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { QuotaBalancesQuery } from './operations';
import { QuotaBar } from './quota-bar';

/** How many balances stand open on the page; the host's many are one tap away. */
const OPEN_AT_MOST = 6;

/** The places of every body that the person may see, always in view for a partner. */
export function QuotaBars() {
  const t = useText();
  const read = useRead(QuotaBalancesQuery, { conferenceId: useConferenceId() });
  if (read.state !== 'ready' || read.data.quotaBalances.length === 0) return null;
  const balances = read.data.quotaBalances;
  const isOneBody = new Set(balances.map(({ body }) => body.id)).size === 1;
  const bars = (
    <div className="app-quotas">
      {balances.map((balance) => (
        <QuotaBar key={balance.id} balance={balance} isBodyShown={!isOneBody} />
      ))}
    </div>
  );
  return balances.length <= OPEN_AT_MOST ? bars : <Details summary={t('quota.title')}>{bars}</Details>;
}
