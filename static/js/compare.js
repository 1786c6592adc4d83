// What is ticked for comparison is remembered while a person filters and turns pages, and gathered in the bar.
// Without this script the boxes of one page can be compared, and what the address picks.
(function () {
  "use strict";

  const bar = document.getElementById("compare");
  if (!bar) return;
  const list = bar.querySelector(".compare-picked");
  const most = Number(bar.dataset.compareMost);
  const key = "picked:" + bar.getAttribute("action");

  function stored() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || [];
    } catch {
      return [];
    }
  }

  const picked = new Map(stored());
  for (const box of document.querySelectorAll("input[name=pick]:checked")) picked.set(box.value, box.dataset.pick);

  function boxes() {
    return document.querySelectorAll("#results input[data-pick]");
  }

  function show() {
    list.replaceChildren();
    for (const [slug, name] of picked) {
      const box = Object.assign(document.createElement("input"), {
        type: "checkbox",
        name: "pick",
        value: slug,
        checked: true,
      });
      box.dataset.pick = name;
      const text = Object.assign(document.createElement("span"), { textContent: name, dir: "auto" });
      const label = document.createElement("label");
      const item = document.createElement("li");
      label.append(box, text);
      item.append(label);
      list.append(item);
    }
    for (const box of boxes()) {
      // The bar sends what is ticked, from whatever page.
      box.removeAttribute("name");
      box.checked = picked.has(box.value);
      box.disabled = !box.checked && picked.size >= most;
    }
    bar.classList.toggle("compare-ready", picked.size > 0);
    try {
      sessionStorage.setItem(key, JSON.stringify([...picked]));
    } catch {
      // Private windows may refuse; the selection then lasts for this page.
    }
  }

  // Caught before the form of the filters would take it for a filter.
  document.addEventListener(
    "change",
    function (event) {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.dataset.pick === undefined) return;
      event.stopPropagation();
      if (box.checked) picked.set(box.value, box.dataset.pick);
      else picked.delete(box.value);
      const inBar = bar.contains(box);
      show();
      if (inBar) bar.querySelector("button").focus();
    },
    true,
  );
  document.addEventListener("htmx:afterSettle", show);
  window.addEventListener("pageshow", show);
  show();
})();
