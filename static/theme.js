// The look that the reader chose, before anything is drawn; without a choice the system's.
"use strict";

try {
  const look = localStorage.getItem("look");
  if (["light", "dark", "contrast"].includes(look)) document.documentElement.dataset.look = look;
} catch {
  // A browser that keeps nothing follows the system.
}
