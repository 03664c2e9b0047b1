// The counter by keyboard. Every act has its button, so the page works without these files; they only save presses.
// This one holds what the others share; desk_find.js: procedure; desk_person.js: person and papers; desk_keys.js: keys.
(function () {
  "use strict";
  var form = document.querySelector("[data-desk]");
  if (!form) return;
  var told = document.getElementById("bao");
  var alarm = document.getElementById("canh-bao");

  function say(words) {
    told.textContent = words;
  }

  function value(name) {
    var one = form.elements[name];
    return one && "value" in one ? one.value : "";
  }

  function code() {
    return form.querySelector("input[name=code]");
  }

  function warn(words) {
    alarm.hidden = !words;
    alarm.querySelector("p").textContent = words;
  }

  function offline(error) {
    if (error && error.message === "401") return;
    warn("Mạng bị ngắt. Những gì đã điền vẫn còn. Có mạng thì bấm lại.");
  }

  function fetched(url, options) {
    return fetch(url, options).then(function (answer) {
      if (answer.status === 401) {
        warn("Trang mở lâu quá nên xã khóa lại. Mở trang mới, đăng nhập, rồi làm tiếp ở đây.");
        throw new Error("401");
      }
      if (!answer.ok) throw new Error(String(answer.status));
      warn("");
      return answer;
    });
  }

  window.desk = {
    form: form,
    box: form.querySelector("#id_words"),
    // What was typed would be lost: F2 calls nobody then, and Esc asks first.
    dirty: form.querySelector(".field.bad, [name=items]") !== null,
    say: say,
    value: value,
    code: code,
    offline: offline,
    fetched: fetched,
    toPerson: function () {
      form.elements.id_number.focus();
    },
  };
})();
