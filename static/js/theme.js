// Runs before the first paint: marks that scripts work and chooses the colour scheme, so nothing flashes or jumps.
// The choice a person makes is kept in localStorage; without one the system's preference holds.
(function () {
  "use strict";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return window.localStorage.getItem("theme");
    } catch {
      return null; // storage may be switched off
    }
  }

  function current() {
    const choice = stored();
    if (choice === "light" || choice === "dark") return choice;
    return system.matches ? "dark" : "light";
  }

  function apply() {
    const theme = current();
    root.setAttribute("data-bs-theme", theme);
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(theme === "dark"));
    }
  }

  root.classList.add("js");
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", apply);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-toggle]")) return;
    try {
      window.localStorage.setItem("theme", current() === "dark" ? "light" : "dark");
    } catch {
      return;
    }
    apply();
  });
})();
