const OF_SERVICE = /^[A-Z0-9_]+_SERVICE_(?:HOST|PORT(?:_[A-Z0-9_]+)?)$/;
const OF_PORT = /^[A-Z0-9_]+_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?$/;

/**
 * What Kubernetes puts into every container for each Service, by its name: for one named `plenary`, PLENARY_PORT=tcp://10.0.0.7:80
 * and eight more. Nobody has set them, and they are no settings.
 */
export function isInjected(name: string, value: string | undefined): boolean {
  if (OF_SERVICE.test(name) || OF_PORT.test(name)) return true;
  return name.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//.test(value ?? '');
}
