// What the answering page of a readiness review keeps in the browser: IndexedDB "ra-soat", one row a thing to send,
// and the way to the server. Used by readiness.js alone.
window.raSoat = (function () {
  "use strict";
  if (!window.indexedDB || !window.Promise) return null;

  var base = new Promise(function (done, failed) {
    var asked = indexedDB.open("ra-soat", 1);
    asked.onupgradeneeded = function () {
      asked.result.createObjectStore("viec", { keyPath: "key" });
    };
    asked.onsuccess = function () {
      done(asked.result);
    };
    asked.onerror = failed;
  });

  function within(mode, act) {
    return base.then(function (store) {
      return new Promise(function (done, failed) {
        var turn = store.transaction("viec", mode);
        var asked = act(turn.objectStore("viec"));
        turn.oncomplete = function () {
          done(asked && asked.result);
        };
        turn.onerror = turn.onabort = function () {
          failed(turn.error);
        };
      });
    });
  }

  function keep(work) {
    return within("readwrite", function (all) {
      return all.put(work);
    });
  }

  function forget(key) {
    return within("readwrite", function (all) {
      return all.delete(key);
    });
  }

  function every() {
    return within("readonly", function (all) {
      return all.getAll();
    }).then(function (found) {
      return found.sort(function (a, b) {
        return a.at - b.at;
      });
    });
  }

  function key() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.prototype.map
      .call(bytes, function (one) {
        return ("0" + one.toString(16)).slice(-2);
      })
      .join("");
  }

  // A photo of today's telephone weighs ten times what one needs to see a wall: smaller, it passes over a slow line.
  function smaller(file) {
    if (!window.createImageBitmap || file.size < 400000) return Promise.resolve(file);
    return createImageBitmap(file, { imageOrientation: "from-image" })
      .then(function (picture) {
        var scale = Math.min(1, 2000 / Math.max(picture.width, picture.height));
        var canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.width * scale);
        canvas.height = Math.round(picture.height * scale);
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        return new Promise(function (done) {
          canvas.toBlob(done, "image/jpeg", 0.85);
        });
      })
      .then(
        function (blob) {
          return blob && blob.size < file.size ? blob : file;
        },
        function () {
          return file;
        }
      );
  }

  // ---- the two journeys: what stands there, with a fresh token; one thing to send

  function ask(address) {
    var options = { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" };
    return fetch(address, options).then(function (answer) {
      if (answer.type === "opaqueredirect") throw new Error("login");
      if (answer.status !== 200) throw new Error("later");
      return answer.json();
    });
  }

  function post(address, one, token) {
    var body = new FormData();
    body.append("once", one.key);
    body.append("dang-lam", one.mark);
    if (one.kind === "photo") body.append("photo", one.blob, one.name);
    else ["answer", "note", "seen"].forEach(function (name) {
      body.append(name, one[name]);
    });
    return fetch(address, {
      method: "POST", body: body, headers: { Accept: "application/json", "X-CSRFToken": token }, redirect: "manual",
    }).then(function (answer) {
      if ((answer.headers.get("Content-Type") || "").indexOf("application/json") === 0) {
        return answer.json().then(function (said) {
          return { status: answer.status, said: said };
        });
      }
      if (answer.type === "opaqueredirect" || answer.status === 401) throw new Error("login");
      throw new Error(answer.status === 409 ? "post" : "later");
    });
  }

  // The page itself is kept for the next time without a line (readiness-worker.js); other reviews' pages are let go.
  function keepPage(page) {
    if (!navigator.serviceWorker || !window.caches) return null;
    var here = location.origin + location.pathname;
    var needed = performance.getEntriesByType("resource").map(function (one) {
      return one.name;
    });
    needed = needed.filter(function (name) {
      return name.indexOf(location.origin + "/tinh/") === 0;
    });
    return navigator.serviceWorker.register(page.dataset.worker).then(function () {
      return caches.open("ra-soat");
    }).then(function (store) {
      return store.keys().then(function (old) {
        old.forEach(function (one) {
          if (one.url.indexOf("/tra-loi/") > 0 && one.url !== here) store.delete(one);
        });
        return store.addAll(needed.concat(here));
      });
    }).then(function () {
      page.dataset.kept = "1";
    }, function () {});
  }

  return { ask: ask, post: post, keepPage: keepPage, base: base, within: within, keep: keep, forget: forget, every: every, key: key, smaller: smaller };
})();
