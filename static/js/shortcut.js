// “/” puts the cursor into the page's search box. A box in the footer switches that off, which is kept in localStorage:
// people who speak to their computer, or whose keyboard has the sign elsewhere, may not want it (WCAG 2.2, 2.1.4).
(function () {
  "use strict";
  const KEY = "slash";

  function isOn() {
    try {
      return window.localStorage.getItem(KEY) !== "off";
    } catch {
      return true; // storage may be switched off
    }
  }

  function searchBox() {
    return document.querySelector("main input[type=search][name=q]") || document.getElementById("header-q");
  }

  function isTyping(target) {
    return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
  }

  function apply() {
    const box = searchBox();
    if (box && isOn()) box.setAttribute("aria-keyshortcuts", "/");
    else if (box) box.removeAttribute("aria-keyshortcuts");
    for (const choice of document.querySelectorAll("[data-slash-choice]")) choice.checked = isOn();
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const box = searchBox();
    if (!box || !isOn() || isTyping(event.target) || box.offsetParent === null) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-slash-choice]")) return;
    try {
      window.localStorage.setItem(KEY, event.target.checked ? "on" : "off");
    } catch {
      return;
    }
    apply();
  });

  apply();
})();
