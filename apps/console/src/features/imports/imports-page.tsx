import { useListAddress } from '../../lists/use-list-address';
import { OPEN } from './list-address';
import { ListPage } from './list-page';
import { ListsPage } from './lists-page';

/** The lists that a body has loaded; or one of them, which the address names. */
export function ImportsPage() {
  const address = useListAddress();
  const opened = address.one(OPEN);
  return opened === '' ? (
    <ListsPage address={address} />
  ) : (
    <ListPage key={opened} id={opened} address={address} />
  );
}
