// Suggestions under a search box while somebody types (the combobox pattern of ARIA's authoring practices).
// Without JavaScript there are none, and the form works. Each suggestion leads to a page.

const PAUSE = 180; // milliseconds without a key before the server is asked

function attach(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  status.className = "hidden";
  status.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.after(list, status);

  let active = -1;
  let timer;
  let asking;
  const options = () => [...list.children];

  function choose(number) {
    const all = options();
    all[active]?.removeAttribute("aria-selected");
    active = number;
    const option = all[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  // Whoever has begun to choose keeps the list they choose from.
  function walk(number) {
    stop();
    choose(number);
  }

  function stop() {
    clearTimeout(timer);
    asking?.abort();
  }

  function close() {
    stop();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function show(suggestions) {
    choose(-1);
    list.replaceChildren(...suggestions.map((suggestion, number) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `${list.id}-${number}`;
      option.role = "option";
      option.dataset.url = suggestion.url;
      kind.className = "meta";
      kind.textContent = suggestion.kind;
      option.append(suggestion.label, " ", kind);
      return option;
    }));
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const { suggestNone, suggestOne, suggestMany } = input.dataset;
    const many = suggestions.length > 1 ? suggestMany.replace("#", suggestions.length) : suggestOne;
    status.textContent = suggestions.length ? many : suggestNone;
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const address = `${input.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // no connection: the form still works
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (list.hidden || last < 0) return;
    else if (event.key === "ArrowDown") walk(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp") walk(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) location.assign(options()[active].dataset.url);
    else return;
    event.preventDefault();
  });
  // Before the box loses the focus and the list closes.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-url]");
    event.preventDefault();
    if (option && event.button === 0) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
