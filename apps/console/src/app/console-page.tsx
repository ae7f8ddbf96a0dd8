import type { ReactNode } from 'react';
import { useSession } from '../features/access/session';
import { Page } from '../ui/page';

interface ConsolePageProps {
  readonly title: string;
  readonly heading?: ReactNode;
  readonly caption?: ReactNode;
  readonly isHeadingHidden?: boolean;
  readonly children: ReactNode;
}

/** A page of this service: its title ends in the service's name. */
export function ConsolePage(props: ConsolePageProps) {
  const { service } = useSession();
  return <Page {...props} serviceName={service.name} />;
}
