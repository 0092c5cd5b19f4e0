// Passkeys: asks the browser for one and sends its answer with the form. Without script these forms stay hidden.
"use strict";

const toBrowser = window.PublicKeyCredential;

async function ask(form) {
  const response = await fetch(form.dataset.passkey, { method: "POST" });
  if (!response.ok) throw new Error(`answered with ${response.status}`);
  const { publicKey } = await response.json();
  const credential =
    form.dataset.does === "create"
      ? await navigator.credentials.create({ publicKey: toBrowser.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: toBrowser.parseRequestOptionsFromJSON(publicKey) });
  form.elements.credential.value = JSON.stringify(credential.toJSON());
}

async function pressed(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const failure = form.querySelector("[data-failure]");
  failure.hidden = true;
  try {
    await ask(form);
  } catch {
    // Not wanted after all, or not to be had: the same to whoever sits there.
    failure.hidden = false;
    return;
  }
  // Does not come by here again.
  form.submit();
}

if (toBrowser?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", pressed);
  }
}
