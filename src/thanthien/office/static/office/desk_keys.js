// The counter: its keys, the number that stands here, and the paper that prints right after the act.
(function () {
  "use strict";
  var desk = window.desk;
  if (!desk) return;
  var form = desk.form;
  var box = desk.box;
  var ask = document.getElementById("hoi-bo");

  // ---- keys

  function press(what) {
    var button = form.querySelector('button[name=viec][value="' + what + '"]');
    if (!desk.code().value && box.value.trim()) {
      desk.choose({}, function () {
        desk.say("Xem ngày hẹn, rồi bấm lần nữa. " + desk.promised());
      });
      return;
    }
    form.requestSubmit(button);
  }

  function away() {
    if (desk.listed()) return desk.shut();
    if (!desk.dirty) return box.focus();
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
    if (!button) return desk.say("Chưa có số nào ở quầy này.");
    if (what === "goi" && here && strip.hasAttribute("data-fresh") && Date.now() - opened < 3000)
      return desk.say("Vừa mời số " + here.textContent + ". Gọi lại thì bấm Shift F2.");
    if (what === "goi" && here && desk.dirty)
      return desk.say("Hồ sơ đang điền chưa nhận. F9 để nhận, hoặc bấm nút Xong, gọi số tiếp.");
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
    F4: desk.toPerson,
    F8: function () {
      var first = desk.papers()[0] || document.getElementById("giay-to");
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
      var paper = desk.papers()[Number(event.key) - 1];
      if (paper) {
        event.preventDefault();
        paper.click();
        paper.focus();
      }
    }
  });

  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.isComposing) return;
    var field = event.target;
    if (field.tagName === "BUTTON" || field.tagName === "TEXTAREA" || field.tagName === "SUMMARY" || field.tagName === "A") return;
    event.preventDefault();
    if (field !== box) return next(field);
    if (!box.value.trim()) return;
    desk.choose(desk.meant(), desk.toPerson);
  });

  form.addEventListener("input", function () {
    desk.dirty = true;
    ask.hidden = true;
  });

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
