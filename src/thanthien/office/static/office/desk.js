// The counter by keyboard. Every act has its button, so the page works without this file; it only saves presses.
(function () {
  "use strict";
  var form = document.querySelector("[data-desk]");
  if (!form) return;
  var box = form.querySelector("#id_words");
  var list = form.querySelector("#kq");
  var ask = document.getElementById("hoi-bo");
  var told = document.getElementById("bao");
  var alarm = document.getElementById("canh-bao");
  var dirty = form.querySelector(".field.bad, [name=items]") !== null;
  var looking = null;

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

  function query(more) {
    var data = new URLSearchParams({ words: box.value, unit: value("unit"), case: value("case"), code: code().value });
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
    fetched(form.dataset.find + query(), { headers: { "HX-Request": "true" }, signal: looking.signal })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (html) {
        list.innerHTML = html;
        var all = options();
        list.hidden = !all.length;
        box.setAttribute("aria-expanded", all.length ? "true" : "false");
        mark(all[0] || null);
        say(all.length ? all.length + " thủ tục" : "Chưa tìm thấy thủ tục nào có chữ này.");
      })
      .catch(function (error) {
        if (error.name !== "AbortError") offline(error);
      });
  }

  // ---- choosing: papers on the left, date and owner on the right

  function choose(more, then) {
    if (looking) looking.abort();
    shut();
    return fetched(form.dataset.choose + query(more), { headers: { "HX-Request": "true" } })
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
        hideNoScript();
        dirty = true;
        var chosen = code();
        if (!chosen.value) return say("Chưa tìm thấy thủ tục nào có chữ này.");
        box.value = chosen.dataset.title;
        say("Đã chọn " + chosen.dataset.title + ". " + promised());
        if (then) then();
      })
      .catch(offline);
  }

  function promised() {
    var due = document.querySelector("#hen .due");
    return due ? "Hẹn trả " + due.textContent : "";
  }

  function toPerson() {
    form.elements.id_number.focus();
  }

  // ---- the person, if known here

  function fill(name, text) {
    var one = form.elements[name];
    if (one && text && (!one.value.trim() || one.tagName === "SELECT")) one.value = text;
  }

  function known() {
    var number = value("id_number").replace(/\D/g, "");
    if (number.length !== 12 && number.length !== 9) return;
    if (value("name").trim()) return;
    var data = new FormData();
    ["csrfmiddlewaretoken", "dang-lam", "id_number"].forEach(function (name) {
      data.append(name, value(name));
    });
    fetched(form.dataset.person, { method: "POST", body: data })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (person) {
        if (!person.name) return;
        ["name", "phone", "address", "address_as", "tell_by", "email"].forEach(function (name) {
          fill(name, person[name]);
        });
        say("Xã đã biết người này: " + person.name);
      })
      .catch(offline);
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

  // ---- keys

  function press(what) {
    var button = form.querySelector('button[name=viec][value="' + what + '"]');
    if (!code().value && box.value.trim()) {
      choose({}, function () {
        say("Xem ngày hẹn, rồi bấm lần nữa. " + promised());
      });
      return;
    }
    form.requestSubmit(button);
  }

  function away() {
    if (!list.hidden) return shut();
    if (!dirty) return box.focus();
    if (!ask.hidden) return window.location.assign(form.action);
    ask.hidden = false;
    box.focus();
  }

  function next(from) {
    var stops = Array.prototype.filter.call(form.elements, function (one) {
      return one.type !== "hidden" && one.tagName !== "FIELDSET" && one.offsetParent !== null;
    });
    var after = stops[stops.indexOf(from) + 1];
    if (after) after.focus();
  }

  // ---- the number at this counter

  var strip = document.getElementById("so-tai-quay");
  var opened = Date.now();

  function ticket(what, event) {
    var button = strip.querySelector('button[name=viec][value="' + what + '"]');
    var here = strip.querySelector("[data-ticket]");
    if (event.repeat) return;
    if (!button) return say("Chưa có số nào ở quầy này.");
    if (what === "goi" && here && strip.hasAttribute("data-fresh") && Date.now() - opened < 3000)
      return say("Vừa mời số " + here.textContent + ". Gọi lại thì bấm Shift F2.");
    if (what === "goi" && here && dirty)
      return say("Hồ sơ đang điền chưa nhận. F9 để nhận, hoặc bấm nút Xong, gọi số tiếp.");
    form.requestSubmit(button);
  }

  var keys = {
    F2: function (event) {
      ticket(event.shiftKey ? "goi-lai" : "goi", event);
    },
    F1: function () {
      var table = document.getElementById("phim");
      table.setAttribute("tabindex", "-1");
      table.focus();
    },
    F3: function () {
      box.focus();
      box.select();
    },
    F4: toPerson,
    F8: function () {
      var first = papers()[0] || document.getElementById("giay-to");
      if (first) first.focus();
    },
    F9: function (event) {
      press(event.shiftKey ? "huong-dan" : "nhan");
    },
    Escape: away,
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key](event);
      return;
    }
    var inPapers = event.target.closest && event.target.closest("#giay-to");
    if (inPapers && /^[1-9]$/.test(event.key)) {
      var paper = papers()[Number(event.key) - 1];
      if (paper) {
        event.preventDefault();
        paper.click();
        paper.focus();
      }
    }
  });

  box.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing) return;
    var field = event.target;
    if (field.tagName === "BUTTON" || field.tagName === "TEXTAREA" || field.tagName === "SUMMARY" || field.tagName === "A") return;
    event.preventDefault();
    if (field !== box) return next(field);
    if (!box.value.trim()) return;
    // A row that was reached with the arrows is meant; otherwise the words, so that nobody waits for the list.
    var option = marked();
    choose(option && option !== options()[0] ? { chon: option.dataset.code } : {}, toPerson);
  });

  box.addEventListener("input", function () {
    code().value = "";
    clearTimeout(box.timer);
    box.timer = setTimeout(find, 120);
  });

  list.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    choose({ chon: option.dataset.code }, toPerson);
  });

  form.addEventListener("input", function () {
    dirty = true;
    ask.hidden = true;
  });

  form.addEventListener("change", function (event) {
    var name = event.target.name;
    if (name === "items") count();
    if (name === "id_number") known();
    if ((name === "case" || name === "unit") && code().value) choose();
  });

  function hideNoScript() {
    form.querySelectorAll("[data-no-script]").forEach(function (one) {
      one.hidden = true;
    });
    count();
  }

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "kq");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-autocomplete", "list");
  hideNoScript();

  // ---- the paper prints by itself, once, right after the act

  var paper = document.querySelector("[data-print-now]");
  if (paper) {
    history.replaceState(null, "", window.location.pathname + window.location.search.replace(/&in=[^&]*/, ""));
    Promise.all(
      Array.prototype.map.call(paper.querySelectorAll("img"), function (image) {
        return image.decode().catch(function () {});
      })
    ).then(function () {
      // Printing opens everything folded (app.js); the counter stays as it was.
      var folded = document.querySelectorAll("details:not([open])");
      window.addEventListener("afterprint", function () {
        folded.forEach(function (part) {
          part.open = false;
        });
      });
      window.print();
      box.focus();
    });
  }
  if (!document.querySelector("[data-focus]")) box.focus();
})();
