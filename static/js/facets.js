// The filters beside a list: finding a value by its name, and staying where the person is while numbers change.
// Without this file every value can be looked through on a page of its own.
(function () {
  "use strict";

  const PAUSE = 300; // milliseconds without typing, after which the number of values found is said

  // Finding values. Case and accents do not count; each word typed is the beginning of a word of the name.
  function words(text) {
    const folded = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
    return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  function fits(item, typed) {
    const name = words(item.querySelector(":scope > .facet-label, :scope > label > .facet-label").textContent);
    return typed.every((part) => name.some((word) => word.startsWith(part)));
  }

  // Shows what fits, what holds something that does, and what lies below something that does; returns how many fit.
  function narrow(values, typed, isBelow) {
    let found = 0;
    for (const item of values.children) {
      const isFound = typed.length > 0 && fits(item, typed);
      const branch = item.querySelector(":scope > .facet-values");
      const foundBelow = branch ? narrow(branch, typed, isBelow || isFound) : 0;
      item.classList.toggle("facet-match", isFound);
      item.hidden = typed.length > 0 && !(isFound || isBelow || foundBelow);
      found += foundBelow + (isFound ? 1 : 0);
    }
    return found;
  }

  function find(field) {
    const facet = field.closest("details.facet");
    const typed = words(field.value);
    const found = narrow(facet.querySelector(".facet-values"), typed, false);
    facet.classList.toggle("facet-finding", typed.length > 0);
    for (const link of facet.querySelectorAll(".facet-cut a")) {
      const url = new URL(link.href, document.baseURI);
      if (typed.length) url.searchParams.set("find", field.value.trim());
      else url.searchParams.delete("find");
      link.href = url;
    }
    if (!typed.length) return "";
    return found ? `${found} name${found === 1 ? "" : "s"} found` : "No name found";
  }

  function isFindField(element) {
    return element.matches(".facet-find input");
  }

  let pause = 0;
  function tell(field) {
    const text = find(field);
    window.clearTimeout(pause);
    pause = window.setTimeout(function () {
      // By its id: new numbers may have come in the meantime, and with them another field.
      const shown = document.getElementById(field.id);
      if (shown) shown.closest(".facet-find").querySelector(".facet-found").textContent = text;
    }, PAUSE);
  }

  document.addEventListener("input", function (event) {
    if (isFindField(event.target)) tell(event.target);
  });

  // Enter would send the form, and Escape would close the drawer around a field that it should empty.
  document.addEventListener(
    "keydown",
    function (event) {
      if (!isFindField(event.target) || event.isComposing) return;
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "Escape" && event.target.value) {
        event.preventDefault();
        event.stopPropagation();
        event.target.value = "";
        tell(event.target);
      }
    },
    true,
  );

  // New numbers arrive with every change. What a person opened or closed stays that way, and what they look for.
  function keepState(incoming) {
    for (const section of incoming.querySelectorAll("details[id]")) {
      const shown = document.getElementById(section.id);
      if (shown) section.open = shown.open;
    }
    for (const field of incoming.querySelectorAll(".facet-find input")) {
      const shown = document.getElementById(field.id);
      if (!shown || !shown.value) continue;
      field.value = shown.value;
      field.closest(".facet-find").querySelector(".facet-found").textContent = find(field);
    }
  }

  // On small screens filters scroll in a drawer of their own. It stays where the person was: what they changed keeps
  // its place, even where values above it have gone.
  let scrolled = 0;
  let changed = null;
  function facetsScroll() {
    return document.querySelector(".facets-scroll");
  }
  function topOf(id) {
    return document.getElementById(id).getBoundingClientRect().top;
  }
  function keepPlace() {
    const { id } = document.activeElement;
    scrolled = facetsScroll().scrollTop;
    changed = null;
    if (!facetsScroll().contains(document.activeElement)) return;
    changed = { id, top: id ? topOf(id) : 0, facet: document.activeElement.closest("details.facet")?.id };
  }

  document.addEventListener("htmx:oobBeforeSwap", function (event) {
    const { target, fragment } = event.detail;
    if (target.id === "facets") {
      keepState(fragment);
      keepPlace();
    }
    // Screen readers pass over a text that is the same as before: the same number is a text of its own.
    if (target.id === "announcement" && fragment.textContent === target.textContent) fragment.append("\u00a0");
  });

  document.addEventListener("htmx:oobAfterSwap", function (event) {
    if (event.target.id !== "facets") return;
    facetsScroll().scrollTop = scrolled;
    if (!changed) return;
    if (changed.id && document.getElementById(changed.id)) {
      facetsScroll().scrollTop += topOf(changed.id) - changed.top;
      return;
    }
    // A value that nothing carries is gone once it is not chosen any more: the keyboard goes on from its section.
    const section = document.getElementById(changed.facet) ?? document.querySelector("#facets details");
    section?.querySelector("summary").focus({ preventScroll: true });
  });
})();
