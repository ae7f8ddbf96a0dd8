/**
 * Runs on a page from its beginning: looks at every frame where all that can be pressed stands, and keeps what has moved since
 * it could first be pressed and was in sight. What is told anew in the same words at another place has moved too.
 */
export const WATCH_WHAT_MOVES = `(() => {
  const places = new Map();
  globalThis.moved = [];
  const look = () => {
    const seen = new Map();
    for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const { pointerEvents, visibility } = getComputedStyle(element);
      if (width < 2 || height < 2 || pointerEvents === 'none' || visibility !== 'visible') continue;
      const words = [element.tagName, element.id, element.getAttribute('href') ?? '', element.innerText].join(' ').trim();
      const count = (seen.get(words) ?? 0) + 1;
      seen.set(words, count);
      const name = words + ' ' + count;
      const place = { x: Math.round(left + scrollX), y: Math.round(top + scrollY), isInSight: top < innerHeight && top + height > 0 };
      const before = places.get(name);
      places.set(name, place);
      if (before?.isInSight && (Math.abs(before.x - place.x) > 1 || Math.abs(before.y - place.y) > 1))
        globalThis.moved.push(name + ': ' + before.x + ', ' + before.y + ' to ' + place.x + ', ' + place.y);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

/** Forgets what has moved until now: a press moves what it opens, and that is seen in the frame after it. */
export const FORGET_WHAT_MOVED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  globalThis.moved.length = 0;
  done();
})))`;

/** All parts of the page are there. */
export const IS_SETTLED = `document.querySelector('#main h1') !== null && document.querySelector('.app-loading, [aria-busy="true"]') === null`;
