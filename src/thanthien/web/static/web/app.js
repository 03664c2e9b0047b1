// Help for pages that already work without script. No inline code anywhere: the page's policy forbids it.
(function () {
  "use strict";

  function focusMarked(root) {
    var marked = root.querySelector("[data-focus]");
    if (marked) marked.focus();
  }

  function say(form, words) {
    var line = form.querySelector("[data-said]");
    if (!line) {
      line = document.createElement("p");
      line.setAttribute("role", "status");
      line.setAttribute("data-said", "");
      line.className = "soft small";
      form.appendChild(line);
    }
    line.textContent = words;
  }

  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("[data-pressed]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-pressed");
    });
    var line = form.querySelector("[data-said]");
    if (line) line.remove();
  }

  // Signing out empties this browser (Clear-Site-Data). What a readiness review keeps here would be gone: its page
  // sends it first; only there a second press leaves it behind.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var kept = null;
    try {
      kept = form.hasAttribute("data-leave") && JSON.parse(localStorage.getItem("ra-soat"));
    } catch (none) {
      return;
    }
    if (!kept || form.dataset.warned) return;
    event.preventDefault();
    if (location.pathname !== kept.at) {
      location.href = kept.at;
      return;
    }
    form.dataset.warned = "1";
    var band = document.getElementById("duong-day");
    band.textContent = "Máy này còn giữ " + kept.count + " việc chưa gửi. Bấm Thoát lần nữa thì mất.";
    band.scrollIntoView({ block: "center" });
  });

  // One press sends once; the server checks the same by its own key.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) {
      event.submitter.setAttribute("aria-disabled", "true");
      event.submitter.setAttribute("data-pressed", "");
    }
    setTimeout(function () {
      if (form.dataset.sent) say(form, "Đang gửi, anh/chị đợi một chút.");
    }, 1000);
  });

  // Coming back with the browser's own button shows the old page: let it be sent again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-print]");
    if (button) window.print();
    var dead = event.target.closest("[aria-disabled=true]");
    if (dead && !dead.hasAttribute("data-pressed")) event.preventDefault();
  });

  // A file over the limit is told before minutes of sending over a slow line.
  document.addEventListener("change", function (event) {
    var input = event.target;
    var limit = Number(input.dataset && input.dataset.limit);
    if (!limit || !input.files) return;
    var heavy = input.files[0] && input.files[0].size > limit;
    var box = input.closest(".file");
    var line = box.querySelector("[data-heavy]");
    if (line) line.remove();
    if (!heavy) return;
    line = document.createElement("p");
    line.className = "err";
    line.setAttribute("role", "status");
    line.setAttribute("data-heavy", "");
    line.textContent =
      "Tệp này nặng hơn " + Math.floor(limit / 1048576) + " MB, xã chưa nhận được. Chụp lại cỡ nhỏ hơn.";
    box.appendChild(line);
  });

  // Paper shows everything; afterwards the page stands as it stood, else each receipt unfolds the clerk's form.
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = unfolded.concat(Array.from(document.querySelectorAll("details:not([open])")));
    unfolded.forEach(function (part) {
      part.open = true;
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (part) {
      part.open = false;
    });
    unfolded = [];
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    focusMarked(event.target);
  });
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () {
      if (document.getElementById("mat-mang")) return;
      var note = document.createElement("div");
      note.id = "mat-mang";
      note.className = "note bad";
      note.setAttribute("role", "alert");
      note.textContent = "Mạng bị ngắt. Những gì đã điền vẫn còn trên máy này. Có mạng thì bấm lại.";
      document.getElementById("noi-dung").prepend(note);
    });
  });
  document.addEventListener("htmx:afterOnLoad", function () {
    var note = document.getElementById("mat-mang");
    if (note) note.remove();
  });

  // A question that depends on another one hides until it is asked; without script its hint says when.
  function askIfNeeded(form) {
    form.querySelectorAll("[data-if]").forEach(function (part) {
      var name = part.getAttribute("data-if");
      var chosen = form.querySelector('[name="' + name + '"]:checked') || form.querySelector('select[name="' + name + '"]');
      part.hidden = part.getAttribute("data-is").split(" ").indexOf(chosen ? chosen.value : "") < 0;
    });
  }
  document.querySelectorAll("form").forEach(function (form) {
    if (!form.querySelector("[data-if]")) return;
    askIfNeeded(form);
    form.addEventListener("change", function () {
      askIfNeeded(form);
    });
  });

  // A long list of ticks narrows to what is typed, with or without diacritics; what is ticked stays in sight.
  function plain(words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").trim();
  }
  document.addEventListener("input", function (event) {
    var sieve = event.target;
    if (!sieve.hasAttribute("data-sieve")) return;
    var wanted = plain(sieve.value);
    var found = 0;
    sieve.closest("fieldset").querySelectorAll(".choice label").forEach(function (one) {
      var fits = plain(one.textContent).indexOf(wanted) >= 0;
      found += fits;
      one.hidden = !fits && !one.querySelector(":checked");
    });
    sieve.parentNode.querySelector("[role=status]").textContent = !wanted
      ? ""
      : found
        ? "Tìm thấy " + found + "."
        : "Không thấy tên nào như vậy. Gõ ít chữ hơn thử xem.";
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.hasAttribute("data-sieve")) event.preventDefault();
  });

  document.querySelectorAll("[data-needs-script]").forEach(function (part) {
    part.hidden = false;
  });
  focusMarked(document);
})();
