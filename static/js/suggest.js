// Suggestions under the search boxes that name an address in data-suggest: an editable combobox with a list, as the
// ARIA Authoring Practices describe it. Without this script, and where no answer comes, the box searches as it is.
(function () {
  "use strict";

  const PAUSE = 120; // milliseconds without a key before the server is asked
  const FEWEST = 2;
  const LONGEST = 200;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  }

  function attach(box) {
    const host = box.parentElement;
    const list = element("div", { class: "suggest-list", role: "listbox", "aria-label": "Suggestions", hidden: "" });
    const status = element("div", { class: "visually-hidden", "aria-live": "polite" });
    const plain = element("div", { class: "suggest-option suggest-plain", role: "option", "aria-selected": "false" });
    const typed = element("bdi", {});
    plain.append(`${box.labels[0].textContent.trim()}: “`, typed, "”");
    list.id = `${box.id}-suggestions`;
    host.classList.add("suggest-host");
    host.append(list, status);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("autocomplete", "off");

    let options = [];
    let active = -1;
    let shownFor = null; // the text that the options answer
    let timer = 0;
    let request = null;

    function isOpen() {
      return !list.hidden;
    }

    function activate(place) {
      if (options[active]) options[active].setAttribute("aria-selected", "false");
      active = place;
      const option = options[active];
      if (!option) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function forget() {
      window.clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }

    function close() {
      forget();
      activate(-1);
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      status.textContent = "";
    }

    function open() {
      list.hidden = false;
      list.scrollTop = 0;
      box.setAttribute("aria-expanded", "true");
      const number = options.length - 1;
      status.textContent = number === 1 ? "1 suggestion" : `${number} suggestions`;
    }

    // html: the server's own fragment, in which everything that people wrote is escaped.
    function show(html, text) {
      activate(-1);
      list.innerHTML = html;
      shownFor = text;
      if (!list.querySelector("[role=option]")) {
        options = [];
        close();
        return;
      }
      typed.textContent = text;
      list.append(plain);
      options = [...list.querySelectorAll("[role=option]")];
      options.forEach((option, place) => (option.id = `${list.id}-${place}`));
      open();
    }

    async function ask() {
      forget();
      const text = box.value.trim();
      const asked = new AbortController();
      request = asked;
      try {
        const address = `${box.dataset.suggest}?q=${encodeURIComponent(Array.from(text).slice(0, LONGEST).join(""))}`;
        const response = await fetch(address, { signal: asked.signal, credentials: "same-origin" });
        if (!response.ok) throw new Error(String(response.status));
        const html = await response.text();
        // A newer question, or a box that was left, wants no answer any more.
        if (request === asked && document.activeElement === box) show(html, text);
      } catch {
        if (request === asked) close();
      }
    }

    function changed() {
      forget();
      activate(-1);
      const text = box.value.trim();
      typed.textContent = text;
      if (text.length < FEWEST) close();
      else if (text !== shownFor || !isOpen()) timer = window.setTimeout(ask, PAUSE);
    }

    function move(step) {
      if (isOpen()) {
        const from = active < 0 && step < 0 ? 0 : active;
        activate((from + step + options.length) % options.length);
      } else if (options.length && shownFor === box.value.trim()) {
        open();
        activate(step > 0 ? 0 : options.length - 1);
      } else if (box.value.trim().length >= FEWEST) {
        ask();
      }
    }

    function choose(option) {
      if (option === plain) {
        close();
        box.form.requestSubmit();
      } else {
        option.click();
      }
    }

    box.addEventListener("input", function (event) {
      if (!event.isComposing) changed();
    });
    box.addEventListener("compositionend", changed);

    box.addEventListener("keydown", function (event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (event.altKey && event.key === "ArrowUp") close();
        else if (!event.altKey) move(event.key === "ArrowDown" ? 1 : -1);
        else if (!isOpen()) move(1);
      } else if (event.key === "Enter") {
        if (isOpen() && options[active]) {
          event.preventDefault();
          choose(options[active]);
        } else {
          close();
        }
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault(); // it would empty the box
        close();
      } else if (event.key === "Tab") {
        close();
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
        activate(-1);
      }
    });

    // A press on an option leaves the cursor in the box; the list would close before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", function (event) {
      const option = event.target.closest("[role=option]");
      if (option === plain) choose(plain);
      else if (option) close();
    });
    host.addEventListener("focusout", function (event) {
      if (!host.contains(event.relatedTarget)) close();
    });
    box.form.addEventListener("submit", close);
    window.addEventListener("pageshow", close);
  }

  for (const box of document.querySelectorAll("input[data-suggest]")) attach(box);
})();
