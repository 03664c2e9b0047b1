// Function keys press the button or link that prints them. Every act works without this file; it saves the mouse.
// A key that signs (data-rest) sleeps for half a second after the page came, and a key held down presses once:
// nobody signs what was not on the screen yet.
(function () {
  "use strict";
  var rest = 500;
  var shown = performance.now();

  window.addEventListener("pageshow", function () {
    shown = performance.now();
  });

  function named(event) {
    return (event.shiftKey ? "Shift+" : "") + event.key;
  }

  function rows(list) {
    return Array.prototype.slice.call(list.querySelectorAll("li > a"));
  }

  function step(event, by) {
    var list = event.target.closest && event.target.closest("[data-rows]");
    if (!list) return;
    var all = rows(list);
    var to = all[all.indexOf(event.target) + by];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return step(event, event.key === "ArrowDown" ? 1 : -1);
    var one = document.querySelector('[data-key="' + CSS.escape(named(event)) + '"]');
    if (!one) return;
    event.preventDefault();
    if (event.repeat || (one.hasAttribute("data-rest") && performance.now() - shown < rest)) return;
    if (!one.hasAttribute("data-rows")) return one.click();
    var first = rows(one)[0];
    if (first) first.focus();
  });
})();
