import { useText } from '../../i18n/use-text';
import { WholeList } from '../../lists/whole-list';
import { Details } from '../../ui/text-blocks';
import { useConferenceId } from '../conference/current-conference';
import { QuotaBalancesQuery, type Quota } from './operations';
import { QuotaBar } from './quota-bar';

/** How many balances stand open on the page; the host's many are one tap away. */
const OPEN_AT_MOST = 6;

/** The places of every body that the person may see, always in view for a partner. */
export function QuotaBars() {
  return (
    <WholeList
      query={QuotaBalancesQuery}
      variables={{ conferenceId: useConferenceId() }}
      page={({ quotaBalances }) => quotaBalances}
    >
      {(read) => (read.state === 'ready' && read.data.length > 0 ? <Bars balances={read.data} /> : null)}
    </WholeList>
  );
}

function Bars({ balances }: { readonly balances: readonly Quota[] }) {
  const t = useText();
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
