// Enhancements only: every page works without this file.
(function () {
  "use strict";

  // Copy buttons: data-copy names the element whose text (or value) goes to the clipboard.
  document.addEventListener("click", async function (event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const said = button.querySelector("[data-copy-said]");
    const status = document.querySelector("[data-copy-status]"); // what stands in a button is never announced
    const text = ("value" in source ? source.value : source.textContent).replace(/\s+/g, " ").trim();
    let answer = "Copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      window.getSelection().selectAllChildren(source);
      answer = "Selected: press Ctrl+C";
    }
    if (status) status.textContent = answer;
    if (!said) return;
    const before = said.textContent;
    said.textContent = answer;
    window.setTimeout(function () {
      said.textContent = before;
      if (status) status.textContent = "";
    }, 2500);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  // Menus made of <details> close on Escape and on a click elsewhere.
  function openMenus() {
    return document.querySelectorAll("details[data-menu][open]");
  }
  document.addEventListener("click", function (event) {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // Addresses stay short: empty fields are not sent.
  function dropEmpty(data) {
    for (const name of new Set(data.keys())) {
      const filled = data.getAll(name).filter((value) => value !== "");
      data.delete(name);
      for (const value of filled) data.append(name, value);
    }
  }
  document.addEventListener("formdata", function (event) {
    if (event.target.method === "get") dropEmpty(event.formData);
  });

  // A search box applies when it is submitted; its change event would ask for the same results a second time.
  document.addEventListener(
    "change",
    function (event) {
      if (event.target.type === "search") event.stopPropagation();
    },
    true,
  );

  // A refused request shows its own page, as it would without htmx, rather than nothing.
  document.addEventListener("htmx:responseError", function (event) {
    window.location.assign(event.detail.pathInfo.finalRequestPath);
  });
})();
