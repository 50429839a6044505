// Topics, duplicates and arguments while a claim is typed: asked for when the typing pauses, told when they change.

const PAUSE = 350;

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Watch the form; returns `ask`, which asks at once and may fill in what the text itself says. */
export function watch(form, address, { place, announce }) {
  const box = document.getElementById("suggestions");
  const labels = box.dataset;
  const [topics, similar, args] = ["topics", "similar", "arguments"].map((name) =>
    document.getElementById(`suggested-${name}`),
  );
  const field = (name) => form.elements.namedItem(name);
  let timer;
  let request;
  let told = "";
  let unfilled = false; // a passage was taken, and what its place says is not in the form yet

  const topicFields = () => ["topic_1", "topic_2", "topic_3"].map(field);
  function addTopic(name) {
    const fields = topicFields();
    if (fields.some((one) => one.value.trim().toLowerCase() === name.toLowerCase())) return;
    const free = fields.find((one) => !one.value.trim()) ?? fields[2];
    free.value = name;
    free.dispatchEvent(new Event("input", { bubbles: true }));
    announce(`${free.labels[0].textContent}: ${name}`);
    ask();
  }
  topics.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    addTopic(button.value);
  });

  function show(found) {
    topics.hidden = !found.topics.length;
    topics.querySelector("p").replaceChildren(
      ...found.topics.map((one) =>
        element("button", { type: "button", value: one.name, className: "chip", title: one.description, textContent: one.name }),
      ),
    );
    similar.hidden = !found.similar.length;
    similar.querySelector("ul").replaceChildren(
      ...found.similar.map((one) =>
        element(
          "li",
          {},
          ...(one.same ? [element("b", { textContent: labels.same }), " "] : []),
          element("a", { href: one.url, textContent: one.text, target: "_blank", rel: "noopener" }),
          " ",
          element("span", { textContent: `${one.source} · ${one.status}` }),
        ),
      ),
    );
    const kept = new Set([...form.querySelectorAll("[name=arguments]:checked")].map((one) => one.value));
    args.hidden = !found.arguments.length;
    args.querySelector("ul").replaceChildren(
      ...found.arguments.map((one) => {
        const words = [element("span", { className: `stance ${one.stance}`, textContent: one.stance_label }), ` ${one.text}`];
        const value = String(one.id);
        const tick = element("input", { type: "checkbox", name: "arguments", value, checked: kept.has(value) });
        return element(
          "li",
          {},
          ...(one.open ? [element("label", {}, tick, " ", ...words)] : words),
          " ",
          element("span", { textContent: one.position }),
        );
      }),
    );
    const same = found.similar.filter((one) => one.same).map((one) => one.text);
    const news = same.length ? `${labels.same} ${same[0]}` : "";
    if (news && news !== told) announce(news);
    told = news;
  }

  function fill(known) {
    document.getElementById("section").textContent = known.section || "–";
    if (known.speaker && !field("speaker").value) field("speaker").value = known.speaker;
    for (const name of ["about_from", "about_to"]) if (!field(name).value) field(name).value = known[name];
  }

  async function ask({ fill: fills = false } = {}) {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    unfilled ||= fills;
    const asked = new URLSearchParams({ text: field("text").value.slice(0, 2000), claim: form.dataset.claim ?? "" });
    for (const one of topicFields()) asked.set(one.name, one.value.slice(0, 200));
    const span = place();
    if (span) ["start", "end"].forEach((name, index) => asked.set(name, span[index]));
    try {
      const answer = await fetch(`${address}?${asked}`, { signal: request.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      show(found);
      if (found.place) {
        if (unfilled) fill(found.place);
        else document.getElementById("section").textContent = found.place.section || "–";
        unfilled = false;
      }
    } catch (error) {
      if (error.name !== "AbortError") announce(labels.failed);
    }
  }

  box.querySelector("[name=suggest]").closest("p").hidden = true; // it asks by itself
  field("text").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  for (const one of topicFields()) one.addEventListener("change", () => ask());
  return { ask };
}
