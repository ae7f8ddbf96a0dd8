/** For tests only. */
export { FakeQuota } from './fake-quota.js';
export { FakeSubjects, reserve } from './fake-subjects.js';
