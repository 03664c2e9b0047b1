// Keeps the answering page of a readiness review, so that a telephone without a line can open it again: taking a photo
// makes small telephones throw pages away. Everything else goes its usual way; nothing is sent from here.
"use strict";
var STORE = "ra-soat";
var PAGE = /\/mo-hinh\/ra-soat\/[0-9a-f-]{36}\/tra-loi\/$/;

self.addEventListener("install", function () {
  self.skipWaiting();
});

self.addEventListener("activate", function (event) {
  event.waitUntil(self.clients.claim());
});

function fresh(request, kept) {
  return fetch(request)
    .then(function (answer) {
      if (answer.status !== 200 || answer.type !== "basic" || answer.redirected) return answer;
      var copy = answer.clone();
      return caches
        .open(STORE)
        .then(function (store) {
          return store.put(kept, copy);
        })
        .then(function () {
          return answer;
        });
    })
    .catch(function (lost) {
      return caches.match(kept).then(function (found) {
        if (found) return found;
        throw lost;
      });
    });
}

self.addEventListener("fetch", function (event) {
  var request = event.request;
  var address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) {
    event.respondWith(fresh(request, address.origin + address.pathname));
  } else if (address.pathname.indexOf("/tinh/") === 0) {
    event.respondWith(fresh(request, request.url));
  }
});
