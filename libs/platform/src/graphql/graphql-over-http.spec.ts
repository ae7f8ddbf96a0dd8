import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp();
});
afterAll(() => api.close());

describe('GraphQL over HTTP with a service token', () => {
  const audits = serverAudits({
    url: () => `${api.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: 'Bearer service' },
      }),
  });

  it('has all 61 audits to pass', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))(
    '%s',
    async (_name, audit) => {
      const result = await audit.fn();
      const detail = result.status === 'ok' ? '' : `${result.reason} (${result.response.status})`;
      expect({ status: result.status, detail }).toEqual({ status: 'ok', detail: '' });
    },
  );
});
