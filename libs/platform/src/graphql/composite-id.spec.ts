import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { compositeId, readCompositeId } from './composite-id.js';

describe('the id of what is no row', () => {
  it('is the same each time, of letters that need no escaping, and says what it is made of', () => {
    const nominationId = newId();
    const id = compositeId('ScreeningResult', nominationId, 'WATCH_LIST');
    expect(id).toMatch(/^[\w-]+$/);
    expect(compositeId('ScreeningResult', nominationId, 'WATCH_LIST')).toBe(id);
    expect(readCompositeId(id)).toEqual({ type: 'ScreeningResult', parts: [nominationId, 'WATCH_LIST'] });
    expect(readCompositeId(compositeId('Service'))).toEqual({ type: 'Service', parts: [] });
  });

  it.each([
    ['padded', `${compositeId('Service')}=`],
    ['with a space', ` ${compositeId('Service')}`],
    ['in the other alphabet of base64', Buffer.from('Service:??>').toString('base64')],
    ['of bytes that are no text', Buffer.from([0x53, 0xff, 0xfe]).toString('base64url')],
  ])('has one spelling: %s it is none', (_, id) => {
    expect(readCompositeId(id)).toBeUndefined();
  });
});
