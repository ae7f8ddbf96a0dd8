// Loaded before anything else: a process whose clock is wrong by PLENARY_TEST_SKEW_MS, and by PLENARY_TEST_JUMP_MS more
// once it got SIGUSR2. Timers and performance.now() run as usual, as they do on a machine whose clock was set wrong.
let skewMs = Number(process.env.PLENARY_TEST_SKEW_MS ?? 0);
const jumpMs = Number(process.env.PLENARY_TEST_JUMP_MS ?? 0);
const RealDate = Date;

if (jumpMs !== 0) process.once('SIGUSR2', () => (skewMs += jumpMs));

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + skewMs);
    else super(...args);
  }
  static now() {
    return RealDate.now() + skewMs;
  }
};
