// The counter: finding the procedure in a list under its box, then its papers, date and owner.
(function () {
  "use strict";
  var desk = window.desk;
  if (!desk) return;
  var form = desk.form;
  var box = desk.box;
  var list = form.querySelector("#kq");
  var looking = null;

  // ---- the list of procedures under the box

  function options() {
    return Array.prototype.slice.call(list.querySelectorAll("[role=option]"));
  }

  function shut() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function mark(option) {
    options().forEach(function (one) {
      one.setAttribute("aria-selected", one === option ? "true" : "false");
    });
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  }

  function marked() {
    return list.hidden ? null : list.querySelector("[aria-selected=true]");
  }

  function step(by) {
    var all = options();
    if (!all.length) return;
    var at = all.indexOf(marked());
    mark(all[(at + by + all.length) % all.length]);
  }

  function query(more) {
    var data = new URLSearchParams({
      words: box.value,
      unit: desk.value("unit"),
      case: desk.value("case"),
      code: desk.code().value,
    });
    form.querySelectorAll("[name=items]:checked").forEach(function (one) {
      data.append("items", one.value);
    });
    Object.keys(more || {}).forEach(function (name) {
      data.set(name, more[name]);
    });
    return "?" + data.toString();
  }

  function find() {
    if (looking) looking.abort();
    if (!box.value.trim()) return shut();
    looking = new AbortController();
    desk.fetched(form.dataset.find + query(), { headers: { "HX-Request": "true" }, signal: looking.signal })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (html) {
        list.innerHTML = html;
        var all = options();
        list.hidden = !all.length;
        box.setAttribute("aria-expanded", all.length ? "true" : "false");
        mark(all[0] || null);
        desk.say(all.length ? all.length + " thủ tục" : "Chưa tìm thấy thủ tục nào có chữ này.");
      })
      .catch(function (error) {
        if (error.name !== "AbortError") desk.offline(error);
      });
  }

  // ---- choosing: papers on the left, date and owner on the right

  function choose(more, then) {
    if (looking) looking.abort();
    shut();
    return desk.fetched(form.dataset.choose + query(more), { headers: { "HX-Request": "true" } })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var side = page.getElementById("hen");
        document.getElementById("hen").replaceChildren.apply(document.getElementById("hen"), side.childNodes);
        side.remove();
        var place = document.getElementById("chon-thu-tuc");
        place.replaceChildren.apply(place, page.body.childNodes);
        desk.hideNoScript();
        desk.dirty = true;
        var chosen = desk.code();
        if (!chosen.value) return desk.say("Chưa tìm thấy thủ tục nào có chữ này.");
        box.value = chosen.dataset.title;
        desk.say("Đã chọn " + chosen.dataset.title + ". " + promised());
        if (then) then();
      })
      .catch(desk.offline);
  }

  function promised() {
    var due = document.querySelector("#hen .due");
    return due ? "Hẹn trả " + due.textContent : "";
  }

  box.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  box.addEventListener("input", function () {
    desk.code().value = "";
    clearTimeout(box.timer);
    box.timer = setTimeout(find, 120);
  });

  list.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    choose({ chon: option.dataset.code }, desk.toPerson);
  });

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "kq");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-autocomplete", "list");

  desk.choose = choose;
  desk.promised = promised;
  desk.shut = shut;
  desk.listed = function () {
    return !list.hidden;
  };
  // A row that was reached with the arrows is meant; otherwise the words, so that nobody waits for the list.
  desk.meant = function () {
    var option = marked();
    return option && option !== options()[0] ? { chon: option.dataset.code } : {};
  };
})();
