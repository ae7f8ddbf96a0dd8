/** For tests only. */
export { FakeDesk, sampleReview } from './fake-desk.js';
