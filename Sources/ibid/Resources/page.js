"use strict";
// Letters without a decomposition, with what people type instead.
const letters = {
  ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe", þ: "th", đ: "d", ð: "d", ħ: "h", ı: "i", ĸ: "k", ŋ: "ng",
  ŧ: "t", ƒ: "f", ə: "e", ɛ: "e", ɔ: "o", ɓ: "b", ɗ: "d", ƙ: "k", ς: "σ",
  "‘": "'", "’": "'", ʼ: "'", ʻ: "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"',
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
};
const digraphs = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
const greek = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta",
  ι: "iota", κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho",
  σ: "sigma", τ: "tau", υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega",
};

// Narrows the works of the page to those that hold every word and phrase of the box and one of the
// values that were clicked of each field, and counts the values again among them.
const works = [...document.querySelectorAll("article")].map((element) => ({
  element,
  forms: forms([...element.querySelectorAll("[data-text]")].map((part) => part.textContent).join(" ")),
  values: JSON.parse(element.dataset.values),
}));
const box = document.querySelector("#filter");
const count = document.querySelector("#count");
const all = count.textContent;
const bars = [...document.querySelectorAll("aside [data-field]")];
const fields = [...new Set(bars.map((bar) => bar.dataset.field))];

// As a search folds text: without case and accents, the letters of other alphabets as people type them.
function fold(text) {
  return [...text].map(foldedLetter).join("");
}

function foldedLetter(letter) {
  if (letter in letters) return letters[letter];
  // Kana with a voiced mark are letters of their own.
  if (/[\u3041-\u30ff]/.test(letter)) return letter;
  const plain = letter.normalize("NFKD").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "").toLowerCase();
  return [...plain].map((part) => (/\p{Mn}/u.test(part) ? "" : letters[part] ?? part)).join("");
}

// Text in each form that a search finds: what a hyphen joins apart and as one, "pd 1" and "pd1"; a
// Greek letter by its name and by its initial, "ifn gamma", "ifngamma" and "ifng"; an umlaut as two
// letters, "mueller".
function forms(text) {
  // An accent that stands behind its letter belongs to it.
  const composed = text.normalize("NFC");
  const folded = fold(composed).replace(/'/g, "");
  const german = fold(composed.replace(/[äöüøå]/gi, (letter) => digraphs[letter.toLowerCase()]))
    .replace(/'/g, "");
  const joint = /(\S)-(?=\S)/g;
  const lone = /(?<!\p{Script=Greek})\p{Script=Greek}(?!\p{Script=Greek})/gu;
  const name = (letter) => greek[letter] ?? letter;
  const apart = (text) => text.replace(joint, "$1 ").replace(lone, (letter) => ` ${name(letter)} `);
  return [...new Set([
    apart(folded),
    folded.replace(joint, "$1").replace(lone, name),
    folded.replace(joint, "$1").replace(lone, (letter) => name(letter)[0]),
    apart(german),
  ].map((form) => form.replace(/\s+/g, " ").trim()))];
}

function update() {
  const words = [...box.value.matchAll(/["“„]([^"“”]*)["“”]?|(\S+)/g)]
    .map((word) => forms(word[1] ?? word[2]))
    .filter(([form]) => form);
  const found = works.filter((work) =>
    words.every((word) => word.some((form) => work.forms.some((text) => text.includes(form)))));
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
      bar.querySelector("i").style.setProperty(
        "--share", `${(100 * totals[index]) / Math.max(1, ...totals)}%`);
    });
  }
}

function isChosen(work, field) {
  const chosen = bars.filter(
    (bar) => bar.dataset.field === field && bar.getAttribute("aria-pressed") === "true");
  return chosen.length === 0 || chosen.some((bar) => has(work, bar));
}

function has(work, bar) {
  const { field, value } = bar.dataset;
  const [first, last = first] = value.split("..");
  return (work.values[field] ?? []).some((own) =>
    field === "year" ? Number(first) <= own && own <= Number(last) : own === value);
}

function reset() {
  box.value = "";
  for (const bar of bars) bar.setAttribute("aria-pressed", "false");
  update();
}

for (const bar of bars) {
  bar.disabled = false;
  bar.addEventListener("click", () => {
    bar.setAttribute("aria-pressed", String(bar.getAttribute("aria-pressed") !== "true"));
    update();
  });
}
// A link to a work that is not shown shows it.
addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target?.hidden) reset();
});
box.addEventListener("input", update);
box.hidden = false;
