// The counter: the person, if this counter knows them, and which papers are there.
(function () {
  "use strict";
  var desk = window.desk;
  if (!desk) return;
  var form = desk.form;

  // ---- the person, if known here

  function fill(name, text) {
    var one = form.elements[name];
    if (one && text && (!one.value.trim() || one.tagName === "SELECT")) one.value = text;
  }

  function known() {
    var number = desk.value("id_number").replace(/\D/g, "");
    if (number.length !== 12 && number.length !== 9) return;
    if (desk.value("name").trim()) return;
    var data = new FormData();
    ["csrfmiddlewaretoken", "dang-lam", "id_number"].forEach(function (name) {
      data.append(name, desk.value(name));
    });
    desk.fetched(form.dataset.person, { method: "POST", body: data })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (person) {
        if (!person.name) return;
        ["name", "phone", "address", "address_as", "tell_by", "email"].forEach(function (name) {
          fill(name, person[name]);
        });
        desk.say("Xã đã biết người này: " + person.name);
      })
      .catch(desk.offline);
  }

  // ---- papers

  function papers() {
    return Array.prototype.slice.call(form.querySelectorAll("#giay-to [name=items]"));
  }

  function count() {
    var missing = papers().filter(function (one) {
      return one.dataset.required && !one.checked;
    });
    var good = document.getElementById("du-giay");
    var lacks = document.getElementById("thieu-giay");
    if (!good || !lacks) return;
    good.hidden = missing.length > 0;
    lacks.hidden = !missing.length;
    lacks.querySelector("p").textContent =
      "Chưa đánh dấu: " +
      missing
        .map(function (one) {
          return one.dataset.required;
        })
        .join(", ") +
      ".";
  }

  function hideNoScript() {
    form.querySelectorAll("[data-no-script]").forEach(function (one) {
      one.hidden = true;
    });
    count();
  }

  form.addEventListener("change", function (event) {
    var name = event.target.name;
    if (name === "items") count();
    if (name === "id_number") known();
    if ((name === "case" || name === "unit") && desk.code().value) desk.choose();
  });

  desk.papers = papers;
  desk.hideNoScript = hideNoScript;
  hideNoScript();
})();
