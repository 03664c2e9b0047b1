// The screen of the waiting room asks each second whether anything moved, and says so when its line is lost. Halfway
// it asks what the other screens have seen, which costs the server no query.
(function () {
  "use strict";
  var main = document.getElementById("noi-dung");
  var lost = document.getElementById("mat-duong");
  var clock = document.getElementById("gio");
  var sound = document.getElementById("mo-tieng");
  var SECOND = 1000;
  var HALF = SECOND / 2;
  var light = false;
  var PATIENCE = 12 * SECOND;
  var mark = "";
  var good = Date.now();
  var speaker = null;

  function call() {
    return main.querySelector("[data-call]");
  }

  function chime() {
    if (!speaker) return;
    [659, 523].forEach(function (pitch, number) {
      var tone = speaker.createOscillator();
      var loud = speaker.createGain();
      var at = speaker.currentTime + number * 0.35;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.0001, at);
      loud.gain.exponentialRampToValueAtTime(0.4, at + 0.03);
      loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.6);
      tone.connect(loud);
      loud.connect(speaker.destination);
      tone.start(at);
      tone.stop(at + 0.65);
    });
  }

  function speak(words) {
    if (!speaker || !window.speechSynthesis) return;
    var voice = speechSynthesis.getVoices().find(function (one) {
      return one.lang.toLowerCase().indexOf("vi") === 0;
    });
    if (!voice) return;
    var said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = "vi-VN";
    said.rate = 0.9;
    setTimeout(function () {
      speechSynthesis.speak(said);
    }, 900);
  }

  function show(html) {
    var before = call() ? call().dataset.call : "";
    main.innerHTML = html;
    var now = call();
    if (!now || now.dataset.call === before) return;
    now.classList.add("new");
    chime();
    speak(now.dataset.said);
  }

  function alive(answer) {
    good = Date.now();
    lost.hidden = true;
    var told = new Date(answer.headers.get("Date") || "");
    if (!isNaN(told)) clock.textContent = told.toLocaleTimeString("vi-VN", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  }

  function address() {
    var shown = light && main.querySelector("[data-moved]");
    return main.dataset.board + (shown ? "?nhe=" + shown.dataset.moved : "");
  }

  function ask() {
    var stop = new AbortController();
    var over = setTimeout(function () {
      stop.abort();
    }, 5 * SECOND);
    return fetch(address(), { headers: mark ? { "If-None-Match": mark } : {}, signal: stop.signal })
      .then(function (answer) {
        if (answer.status === 304) return alive(answer);
        if (!answer.ok) throw new Error(String(answer.status));
        alive(answer);
        mark = answer.headers.get("ETag") || "";
        return answer.text().then(show);
      })
      .catch(function () {
        if (Date.now() - good > PATIENCE) lost.hidden = false;
      })
      .then(function () {
        clearTimeout(over);
      });
  }

  // Each screen keeps its own beat, begun at random: a moment in which the server is slow does not bring all screens
  // into one step, in which none could learn from another.
  var start = performance.now() - Math.random() * SECOND;

  function beats() {
    return (performance.now() - start) / HALF;
  }

  // Every other look, not every other beat: over a slow line each look skips a beat, and a screen that only ever asked
  // what others have seen would stand still.
  function round() {
    var beat = Math.round(beats());
    ask().then(function () {
      light = !light;
      setTimeout(round, (Math.max(beat + 1, Math.ceil(beats())) - beats()) * HALF);
    });
  }

  sound.addEventListener("click", function () {
    var Speaker = window.AudioContext || window.webkitAudioContext;
    speaker = Speaker ? new Speaker() : null;
    if (window.speechSynthesis) speechSynthesis.getVoices();
    chime();
    sound.hidden = true;
  });
  round();
})();
