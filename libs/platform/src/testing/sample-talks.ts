import { type SpeakerType, type TalkType } from './sample-types.js';

const SPEAKERS: readonly SpeakerType[] = [
  { id: 's1', name: 'Ada Példa', email: 'ada@university.example', country: 'HU', language: 'hu' },
  { id: 's2', name: 'سارة مثال', email: null, country: null, language: 'ar' },
];

/** Invented talks; the same every time. */
export const sampleTalks = (count: number): TalkType[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `0199aaaa-0000-7000-8000-${String(index).padStart(12, '0')}`,
    title: `Talk ${index} about openness`,
    state: index % 3 === 0 ? 'GIVEN' : 'PLANNED',
    seats: index * 10,
    isOpen: index % 2 === 0,
    startsAt: index % 2 === 0 ? new Date(Date.UTC(2011, 10, 1, 9, index)) : '2011-11-02T10:00:00.000Z',
    speaker: SPEAKERS[index % 2] as SpeakerType,
    actions: ['UPDATE', 'WITHDRAW'],
    note: index % 4 === 0 ? null : 'In the large hall',
  }));
