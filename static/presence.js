// Colleagues who have the same article open: asked again and again while the form is in sight, which also tells them of this editor.
"use strict";

const presence = document.getElementById("presence");
const EVERY = 20_000; // milliseconds: three times before a colleague would be taken for gone

async function note() {
  if (document.hidden) return;
  try {
    const response = await fetch(presence.dataset.address, { method: "POST", body: new URLSearchParams() });
    if (response.redirected || !response.ok) return;
    const said = (await response.text()).trim();
    if (said !== presence.textContent) presence.textContent = said;
    presence.hidden = said === "";
  } catch {
    // Asked again the next time.
  }
}

if (presence) {
  note();
  setInterval(note, EVERY);
  document.addEventListener("visibilitychange", note);
}
