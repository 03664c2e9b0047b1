// Answers of a readiness review wait in this browser until there is a line, and go out once each. Without this file
// every item is a plain form. Kept in IndexedDB "ra-soat", by person: nobody sends what somebody else has answered.
(function () {
  "use strict";
  var page = document.querySelector("[data-review]");
  var kept = window.raSoat;
  if (!page || !kept || !window.fetch) return;
  var base = kept.base, within = kept.within, keep = kept.keep, forget = kept.forget, every = kept.every;
  var key = kept.key, smaller = kept.smaller;
  var review = page.dataset.review;
  var who = page.dataset.who;
  var band = document.getElementById("duong-day");
  var left = document.getElementById("con-giu");
  var forms = {};
  page.querySelectorAll("form[data-item]").forEach(function (form) {
    forms[form.dataset.item] = form;
  });
  var trouble = "";
  var sending = false;
  var pending = 0;

  function mine(work) {
    return work.review === review && work.who === who;
  }

  function work(form, more) {
    return Object.assign(
      {
        key: key(), review: review, who: who, item: form.dataset.item, state: "", at: Date.now(),
        text: form.querySelector("legend").textContent, mark: (form.elements["dang-lam"] || {}).value || "",
      },
      more
    );
  }

  // ---- an answer, a photo

  function owes(said, note) {
    return (said === "part" || said === "na") && note.trim().length < 3;
  }

  function saved(form) {
    var said = (form.querySelector("[name=answer]:checked") || {}).value;
    if (!said) return Promise.resolve(tell(form, "Chọn một câu trả lời."));
    var note = form.elements.note.value;
    var one = work(form, {
      kind: "answer", answer: said, note: note, seen: Number(form.elements.seen.value),
      state: owes(said, note) ? "draft" : "",
    });
    // One turn: a page that is thrown away in between must not lose the old answer before the new one is there.
    return within("readwrite", function (all) {
      var asked = all.getAll();
      asked.onsuccess = function () {
        asked.result.forEach(function (old) {
          if (mine(old) && old.item === one.item && old.kind === "answer") all.delete(old.key);
        });
        all.put(one);
      };
    }).then(send, full(form));
  }

  function shot(form, input) {
    var file = input.files[0];
    if (!file) return Promise.resolve();
    return smaller(file)
      .then(function (blob) {
        var name = file.name.replace(/\.[^.]*$/, "") + (blob === file ? file.name.slice(file.name.lastIndexOf(".")) : ".jpg");
        return keep(work(form, { kind: "photo", blob: blob, name: name }));
      })
      .then(function () {
        input.value = "";
        return send();
      }, full(form));
  }

  function full(form) {
    return function () {
      tell(form, "Máy này hết chỗ, chưa giữ được. Đừng đóng trang; có mạng thì bấm Ghi lại.");
      form.dataset.plain = "1";
    };
  }

  // ---- sending

  function addressOf(one) {
    return page.dataset.answer.replace(/[0-9a-f-]{36}/, one.item);
  }

  function settle(one, status, said) {
    if (status === 200) {
      return forget(one.key).then(function () {
        return arrived(one, said.version);
      });
    }
    one.state = said.other ? "conflict" : "refused";
    one.said = said.said;
    one.other = said.other;
    return still(one);
  }

  // What was answered anew meanwhile has taken the place of this one: then there is nothing to keep.
  function still(one) {
    return within("readonly", function (all) {
      return all.get(one.key);
    }).then(function (found) {
      return found && keep(one);
    });
  }

  function arrived(one, version) {
    var form = forms[one.item];
    if (form) {
      form.elements.seen.value = version;
      if (one.kind === "photo") form.dataset.shots = Number(form.dataset.shots || 0) + 1;
      tell(form, "Đã gửi.");
    }
    if (one.kind !== "answer") return null;
    return every().then(function (all) {
      return Promise.all(
        all.map(function (other) {
          if (!mine(other) || other.item !== one.item || other.kind !== "answer" || other.seen >= version) return null;
          other.seen = version;
          return still(other);
        })
      );
    });
  }

  function send() {
    if (sending) {
      sending = "again";
      return Promise.resolve();
    }
    sending = true;
    trouble = "";
    return every()
      .then(function (all) {
        return kept.ask(page.dataset.state).then(function (now) {
          take(now, all);
          return all
            .filter(function (one) {
              return mine(one) && one.state === "";
            })
            .reduce(function (before, one) {
              return before.then(function () {
                return kept.post(addressOf(one), one, now.token);
              }).then(function (got) {
                return settle(one, got.status, got.said);
              });
            }, Promise.resolve());
        });
      })
      .catch(function (lost) {
        trouble = lost.message === "login" || lost.message === "post" ? lost.message : "line";
      })
      .then(function () {
        var again = sending === "again";
        sending = false;
        return again ? send() : paint();
      });
  }

  // What others have answered meanwhile is shown, where nothing of one's own waits.
  function take(now, all) {
    Object.keys(now.items).forEach(function (id) {
      var form = forms[id];
      var there = now.items[id];
      var waits = all.some(function (one) {
        return mine(one) && one.item === id && one.kind === "answer";
      });
      if (!form || waits || there.version <= Number(form.elements.seen.value)) return;
      show(form, there);
      form.elements.seen.value = there.version;
      tell(form, there.by + ", " + there.at);
    });
  }

  // ---- what one sees

  function show(form, one) {
    form.querySelectorAll("[name=answer]").forEach(function (choice) {
      choice.checked = choice.value === one.answer;
    });
    form.elements.note.value = one.note;
  }

  function tell(form, words) {
    form.querySelector("[data-told]").textContent = words;
  }

  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "btn second small";
    made.textContent = words;
    made.addEventListener("click", function () {
      act().then(send);
    });
    return made;
  }

  function choose(form, one) {
    form.closest("details").open = true;
    var box = document.createElement("div");
    box.className = "note bad stack-s";
    box.dataset.asked = "";
    var words = document.createElement("p");
    words.textContent = one.said;
    box.appendChild(words);
    if (one.state === "conflict") {
      box.appendChild(
        button("Giữ câu “" + one.other.said + "” của " + one.other.by, function () {
          show(form, one.other);
          form.elements.seen.value = one.other.version;
          return forget(one.key);
        })
      );
      box.appendChild(
        button("Ghi câu của tôi", function () {
          return forget(one.key).then(function () {
            return keep(Object.assign(one, { key: key(), state: "", seen: one.other.version }));
          });
        })
      );
    } else {
      box.appendChild(
        button(one.kind === "photo" ? "Bỏ ảnh này" : "Bỏ khỏi máy này", function () {
          return forget(one.key);
        })
      );
    }
    form.appendChild(box);
  }

  function line() {
    if (trouble === "login") return "Phiên làm việc đã hết. Đăng nhập lại rồi mở lại trang này; ";
    if (trouble === "post") return "Anh/chị đang làm ở chức danh khác. Đổi lại rồi mở lại trang này; ";
    return trouble ? "Chưa gửi được. Có mạng thì tự gửi; " : "";
  }

  function paint() {
    return every().then(function (all) {
      var own = all.filter(mine);
      var others = all.length - own.length;
      pending = own.filter(function (one) {
        return one.state === "";
      }).length;
      if (own.length) localStorage.setItem("ra-soat", JSON.stringify({ count: own.length, at: location.pathname }));
      else localStorage.removeItem("ra-soat");
      page.querySelectorAll("[data-asked]").forEach(function (box) {
        box.remove();
      });
      left.textContent = "";
      own.forEach(function (one) {
        var form = forms[one.item];
        if (!form) return stray(one);
        if (one.kind === "answer" && !form.contains(document.activeElement)) show(form, one);
        if (one.state === "draft") tell(form, "Ghi thêm mấy chữ vào ghi chú; máy này đang giữ.");
        else if (one.state) choose(form, one);
        else tell(form, one.kind === "photo" ? "Ảnh giữ trên máy này, chưa gửi." : "Giữ trên máy này, chưa gửi.");
      });
      left.hidden = !left.childNodes.length;
      count();
      var words = own.length ? line() + own.length + " việc đang giữ trên máy này." : trouble === "line" ? "Mất mạng. Anh/chị cứ làm tiếp, máy này giữ lại." : line() || "Mọi câu trả lời đã gửi.";
      if (others) words += " Máy này còn giữ " + others + " việc của lần khác hoặc người khác.";
      band.textContent = words;
      band.hidden = false;
      band.classList.toggle("bad", own.length > 0 || trouble !== "");
      band.dataset.waiting = own.length;
    });
  }

  // The review was closed, or its items are others now: what is still here is shown, and never thrown away unseen.
  function stray(one) {
    var row = document.createElement("li");
    row.className = "card";
    row.textContent = one.text + ": " + (one.kind === "photo" ? "một ảnh" : one.answer + ". " + one.note) + " (chưa gửi) ";
    row.appendChild(
      button("Bỏ khỏi máy này", function () {
        return forget(one.key);
      })
    );
    left.appendChild(row);
  }

  function count() {
    page.querySelectorAll("[data-group]").forEach(function (group) {
      group.querySelector("[data-count]").textContent = group.querySelectorAll("[name=answer]:checked").length;
    });
  }

  // ---- the page

  page.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-item]");
    if (!form || form.dataset.plain) return;
    if (event.target.name === "photo") shot(form, event.target);
    else saved(form);
  });

  page.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset.item || form.dataset.plain) return;
    event.preventDefault();
    saved(form);
  });

  function again() {
    if (!document.hidden) send();
  }
  window.addEventListener("online", again);
  window.addEventListener("offline", function () {
    trouble = "line";
    paint();
  });
  document.addEventListener("visibilitychange", again);
  // A telephone often believes in a line that is none, and says nothing when it comes: so it is tried again.
  setInterval(function () {
    if (pending && !sending) again();
  }, 5000);

  base.then(function () {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    return paint().then(send).then(function () {
      return kept.keepPage(page);
    });
  }, function () {
    Object.keys(forms).forEach(function (id) {
      forms[id].dataset.plain = "1";
    });
  });
})();
