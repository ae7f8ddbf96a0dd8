import { API_ROLE, runtimeUrl, WORKER_ROLE } from './role-url.js';
import { type Settings } from './settings.js';

/** The settings with the address of a database that came up after they were read (the embedded one). */
export function withDatabase(settings: Settings, ownerUrl: string): Settings {
  const database = {
    ...settings.database,
    ownerUrl,
    apiUrl: runtimeUrl(ownerUrl, API_ROLE, settings.secret),
    workerUrl: runtimeUrl(ownerUrl, WORKER_ROLE, settings.secret),
  };
  return { ...settings, database };
}

/** The settings with the address of a mail server that came up after they were read (the catcher). */
export function withMailServer(settings: Settings, url: string): Settings {
  return { ...settings, smtp: { ...settings.smtp, url } };
}

/** The settings with the port that was found where PORT=0 asked for any; links follow unless PUBLIC_URL was given. */
export function withPort(settings: Settings, port: number): Settings {
  const isDefault = settings.http.publicUrl === `http://localhost:${settings.http.port}`;
  const publicUrl = isDefault ? `http://localhost:${port}` : settings.http.publicUrl;
  return { ...settings, http: { ...settings.http, port, publicUrl } };
}
