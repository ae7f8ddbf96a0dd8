// Loaded before anything else: a process whose clock is wrong by PLENARY_TEST_SKEW_MS. Timers and performance.now()
// run as usual, as they do on a machine whose clock was set wrong.
const skewMs = Number(process.env.PLENARY_TEST_SKEW_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + skewMs);
    else super(...args);
  }
  static now() {
    return RealDate.now() + skewMs;
  }
};
