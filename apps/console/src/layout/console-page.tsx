import { use, type ReactNode } from 'react';
import { Page } from '../ui/page';
import { ServiceName } from './service-name';

interface ConsolePageProps {
  readonly title: string;
  readonly heading?: ReactNode;
  readonly caption?: ReactNode;
  readonly isHeadingHidden?: boolean;
  readonly children: ReactNode;
}

/** A page of this service: its title ends in the service's name. */
export function ConsolePage(props: ConsolePageProps) {
  return <Page {...props} serviceName={use(ServiceName)} />;
}
