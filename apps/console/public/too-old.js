// Tells a browser that is too old for the pages that it is, instead of leaving it a blank page. It is written as browsers
// of 2010 read it (ES5, which the lint holds), and looks for what the oldest supported ones all have (package.json,
// browserslist) and those before them lack.
(function () {
  function has(feature) {
    try {
      return Boolean(feature());
    } catch (missing) {
      return false;
    }
  }

  var isNewEnough =
    // Chrome 97, Firefox 104, Safari 15.4
    has(function () {
      return Array.prototype.findLast;
    }) &&
    // Chrome 62, Firefox 78, Safari 16.4
    has(function () {
      return new RegExp('(?<=a)b');
    }) &&
    // Chrome 105, Firefox 121, Safari 15.4
    has(function () {
      return CSS.supports('selector(:has(a))');
    }) &&
    // Chrome 105, Firefox 110, Safari 16.0
    has(function () {
      return CSS.supports('container-type', 'inline-size');
    });
  if (isNewEnough) return;

  var place = document.getElementById('root');
  place.parentNode.removeChild(place);
  document.getElementById('too-old').removeAttribute('hidden');
})();
