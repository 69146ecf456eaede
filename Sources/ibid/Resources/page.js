"use strict";
// Narrows the works of the page to those that hold every word and phrase of the box and one of the
// values that were clicked of each field, and counts the values again among them.
const works = [...document.querySelectorAll("article")].map((element) => ({
  element,
  text: folded([...element.querySelectorAll("[data-text]")].map((part) => part.textContent).join(" ")),
  values: JSON.parse(element.dataset.values),
}));
const box = document.querySelector("#filter");
const count = document.querySelector("#count");
const all = count.textContent;
const bars = [...document.querySelectorAll("aside button")];
const fields = [...new Set(bars.map((bar) => bar.dataset.field))];

// As searches do, without case, accents, hyphens and apostrophes: PD-1 is pd1.
function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}\p{Pd}'’]/gu, "").toLowerCase().replace(/\s+/g, " ");
}

function update() {
  const words = [...box.value.matchAll(/["“]([^"”]*)["”]?|(\S+)/g)]
    .map((word) => folded(word[1] ?? word[2]).trim())
    .filter(Boolean);
  const chosen = bars.filter((bar) => bar.getAttribute("aria-pressed") === "true");
  const shown = works.filter(
    (work) =>
      words.every((word) => work.text.includes(word)) &&
      fields.every((field) => {
        const bars = chosen.filter((bar) => bar.dataset.field === field);
        return bars.length === 0 || bars.some((bar) => has(work, bar));
      }));
  const isShown = new Set(shown);
  for (const work of works) work.element.hidden = !isShown.has(work);
  count.textContent = shown.length === works.length ? all : `${shown.length} of ${all}`;
  const totals = bars.map((bar) => shown.filter((work) => has(work, bar)).length);
  const most = {};
  bars.forEach((bar, index) => {
    const field = bar.dataset.field;
    most[field] = Math.max(most[field] || 1, totals[index]);
  });
  bars.forEach((bar, index) => {
    bar.querySelector("b").textContent = totals[index];
    bar.querySelector("i").style.width = `${(100 * totals[index]) / most[bar.dataset.field]}%`;
  });
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
