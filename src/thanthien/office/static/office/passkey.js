// Passkeys: the browser talks to the key, the page carries the answer. Without this file the codes still work.
(function () {
  "use strict";
  var form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential) {
    if (form) form.querySelector("[data-told]").textContent = "Trình duyệt này không có khóa đăng nhập. Dùng cách khác.";
    return;
  }
  var told = form.querySelector("[data-told]");
  var making = form.getAttribute("data-passkey") === "create";

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) {
      return letter.charCodeAt(0);
    });
  }

  function text(buffer) {
    var plain = "";
    new Uint8Array(buffer).forEach(function (one) {
      plain += String.fromCharCode(one);
    });
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function options() {
    var asked = JSON.parse(form.getAttribute("data-options")).publicKey;
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    (asked.excludeCredentials || []).concat(asked.allowCredentials || []).forEach(function (one) {
      one.id = bytes(one.id);
    });
    return { publicKey: asked };
  }

  function plain(found) {
    var answer = found.response;
    var said = { clientDataJSON: text(answer.clientDataJSON) };
    if (making) {
      said.attestationObject = text(answer.attestationObject);
      said.transports = answer.getTransports ? answer.getTransports() : [];
    } else {
      said.authenticatorData = text(answer.authenticatorData);
      said.signature = text(answer.signature);
      said.userHandle = answer.userHandle ? text(answer.userHandle) : null;
    }
    return {
      id: found.id,
      rawId: text(found.rawId),
      type: found.type,
      authenticatorAttachment: found.authenticatorAttachment || null,
      clientExtensionResults: found.getClientExtensionResults(),
      response: said,
    };
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    told.textContent = "Làm theo lời nhắc của máy…";
    var asking = making ? navigator.credentials.create(options()) : navigator.credentials.get(options());
    asking
      .then(function (found) {
        form.elements.credential.value = JSON.stringify(plain(found));
        form.submit();
      })
      .catch(function () {
        told.textContent = "Chưa xong: khóa không trả lời, hoặc anh/chị đã bấm thôi. Thử lại, hay dùng cách khác.";
      });
  });
})();
