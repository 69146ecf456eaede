"use strict";
// Narrows the works of the page to those that hold every word and phrase of the box and one of the
// values that were clicked of each field, and counts the values again among them.
const works = [...document.querySelectorAll("article")].map((element) => ({
  element,
  text: forms([...element.querySelectorAll("[data-text]")].map((part) => part.textContent).join(" ")).join(" "),
  values: JSON.parse(element.dataset.values),
}));
const box = document.querySelector("#filter");
const count = document.querySelector("#count");
const all = count.textContent;
const bars = [...document.querySelectorAll("aside button")];
const fields = [...new Set(bars.map((bar) => bar.dataset.field))];

// Without case, accents and apostrophes; what a hyphen joins apart and as one: "pd 1" and "pd1".
function forms(text) {
  const folded = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  return ["$1 ", "$1"].map((joint) =>
    folded.replace(/(\S)\p{Pd}(?=\S)/gu, joint).replace(/\s+/g, " ").trim());
}

function update() {
  const words = [...box.value.matchAll(/["“]([^"”]*)["”]?|(\S+)/g)]
    .map((word) => forms(word[1] ?? word[2]))
    .filter(([apart]) => apart);
  const found = works.filter((work) =>
    words.every((word) => word.some((form) => work.text.includes(form))));
  const shown = new Set(found.filter((work) => fields.every((field) => isChosen(work, field))));
  for (const work of works) work.element.hidden = !shown.has(work);
  count.textContent = shown.size === works.length ? all : `${shown.size} of ${all}`;
  for (const field of fields) {
    // What a click would add is counted, so a field's own choice does not.
    const others = fields.filter((other) => other !== field);
    const counted = found.filter((work) => others.every((other) => isChosen(work, other)));
    const own = bars.filter((bar) => bar.dataset.field === field);
    const totals = own.map((bar) => counted.filter((work) => has(work, bar)).length);
    own.forEach((bar, index) => {
      bar.querySelector("b").textContent = totals[index];
      bar.querySelector("i").style.width = `${(100 * totals[index]) / Math.max(1, ...totals)}%`;
    });
  }
}

function isChosen(work, field) {
  const chosen = bars.filter(
    (bar) => bar.dataset.field === field && bar.getAttribute("aria-pressed") === "true");
  return chosen.length === 0 || chosen.some((bar) => has(work, bar));
}

function has(work, bar) {
  return (work.values[bar.dataset.field] || []).includes(bar.dataset.value);
}

for (const bar of bars) {
  bar.addEventListener("click", () => {
    bar.setAttribute("aria-pressed", String(bar.getAttribute("aria-pressed") !== "true"));
    update();
  });
}
box.addEventListener("input", update);
box.hidden = false;
