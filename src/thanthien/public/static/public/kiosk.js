// The kiosk goes back to its beginning when nobody is there. A touch stops the countdown.
(function () {
  "use strict";
  var main = document.getElementById("noi-dung");
  var count = document.getElementById("dem");

  // A scanner types without touching anything: its first letter finds the box of the code. What somebody left there
  // goes after a while.
  var code = main.querySelector("[data-scan]");
  var pad = main.querySelector(".kpad");
  var leaving = 0;
  function touched() {
    clearTimeout(leaving);
    leaving = setTimeout(function () {
      code.value = "";
      code.blur();
      pad.hidden = true;
    }, 40000);
  }
  if (code) {
    code.addEventListener("input", touched);
    document.addEventListener("keydown", function (event) {
      var typing = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!typing || document.activeElement === code) return;
      code.value = "";
      code.focus();
    });
  }
  // A machine in the hall has no keyboard: who touches the box gets digits under it.
  if (pad) {
    pad.hidden = !code.hasAttribute("aria-invalid");
    code.addEventListener("pointerdown", function () {
      pad.hidden = false;
    });
    main.querySelector('a[href="#ma"]').addEventListener("click", function () {
      pad.hidden = false;
      code.focus();
    });
    pad.addEventListener("click", function (event) {
      var key = event.target.closest("[data-digit]");
      touched();
      if (key) code.value = key.dataset.digit ? code.value + key.dataset.digit : code.value.slice(0, -1);
    });
  }
  if (!main.dataset.reset || !count) return;
  var whole = Number(main.dataset.reset);
  var until = Date.now() + whole * 1000;

  function left() {
    return Math.ceil((until - Date.now()) / 1000);
  }

  function again() {
    until = Date.now() + whole * 1000;
    count.hidden = true;
  }

  ["pointerdown", "keydown", "scroll"].forEach(function (what) {
    document.addEventListener(what, again, { passive: true });
  });
  setInterval(function () {
    if (left() <= 0) return window.location.replace(main.dataset.home);
    if (left() > 15) return;
    count.hidden = false;
    count.textContent = "Còn " + left() + " giây thì về màn hình đầu. Chạm vào để ở lại.";
  }, 500);

  // The paper comes by itself, once; where no printer is set up the QR code is there.
  if (main.querySelector("[data-print-now]") && window.location.hash !== "#da-in") {
    history.replaceState(null, "", "#da-in");
    window.addEventListener("load", function () {
      window.print();
    });
  }
})();
