import { describe, expect, it, vi } from 'vitest';
import { changeSession, localPath, watchForAnotherSession } from './session-change';

describe('localPath', () => {
  it('keeps a path of this site with its filters', () => {
    expect(localPath('/inbox?stage=REVIEW#x', '/')).toBe('/inbox?stage=REVIEW#x');
  });

  it.each([
    null,
    '',
    'inbox',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    'javascript:alert(1)',
  ])('leads nowhere else for %j', (path) => {
    expect(localPath(path, '/start')).toBe('/start');
  });
});

describe('a change of session', () => {
  it('goes on in this tab, and loads every other tab anew', async () => {
    const otherTab = new BroadcastChannel('plenary.session');
    const heard = new Promise((resolve) => {
      otherTab.addEventListener('message', resolve, { once: true });
    });
    const reload = vi.fn();
    const go = vi.fn();
    watchForAnotherSession(reload);
    changeSession('/inbox', go);
    await heard;
    expect(go).toHaveBeenCalledWith('/inbox');
    expect(reload).not.toHaveBeenCalled();
    otherTab.postMessage('changed');
    await vi.waitFor(() => {
      expect(reload).toHaveBeenCalledTimes(1);
    });
    otherTab.close();
  });
});
