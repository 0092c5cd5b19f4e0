// Passkeys: asks the browser for one and sends its answer with the form. Without script these forms stay hidden.
"use strict";

const toBrowser = window.PublicKeyCredential;

async function ask(form) {
  const password = form.querySelector("[data-password]")?.value ?? "";
  const body = new URLSearchParams({ password });
  const response = await fetch(form.dataset.passkey, { method: "POST", body });
  if (!response.ok) throw new Refusal((await response.json().catch(() => ({}))).fault);
  const { publicKey } = await response.json();
  const credential =
    form.dataset.does === "create"
      ? await navigator.credentials.create({ publicKey: toBrowser.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: toBrowser.parseRequestOptionsFromJSON(publicKey) });
  form.elements.credential.value = JSON.stringify(credential.toJSON());
}

// Words of the board about what is wrong; there are none when the browser or its owner said no.
class Refusal extends Error {}

async function pressed(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const failure = form.querySelector("[data-failure]");
  failure.dataset.usual ??= failure.textContent;
  failure.hidden = true;
  try {
    await ask(form);
  } catch (error) {
    // Not wanted after all, or not to be had: the same to whoever sits there.
    failure.textContent = (error instanceof Refusal && error.message) || failure.dataset.usual;
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
