export interface Host {
  readonly host: string;
  readonly port: number;
}

const PARTS = /^(postgres(?:ql)?:\/\/)([^/?]*@)?([^/?@]*)([^]*)$/;

/**
 * An address of several hosts (`h1:5432,h2:5432`), as libpq reads it, as one that is a URL: the first host stands in its place, and
 * all of them in its parameter `hosts`.
 */
export function withHostsAside(address: string): string {
  const [, scheme = '', who = '', hosts = '', rest = ''] = PARTS.exec(address) ?? [];
  if (!hosts.includes(',')) return address;
  const [first = ''] = hosts.split(',');
  return `${scheme}${who}${first}${rest}${rest.includes('?') ? '&' : '?'}hosts=${encodeURIComponent(hosts)}`;
}

/** All hosts of an address; none where it names one alone. */
export function hostsOf(address: string | undefined): readonly Host[] {
  if (address === undefined || !URL.canParse(address)) return [];
  const list = new URL(address).searchParams.get('hosts');
  return (list ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, host = '', port = '5432'] = /^(.*?)(?::(\d+))?$/.exec(part) ?? [];
      return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
    });
}
