"use strict";
// Answers while one types: loads the page of the query and takes over what it shows. The page works
// without this, too.
const form = document.querySelector("#search");
const parts = ["#status", "#works", "#facets"];
let request = new AbortController();
let timer;

async function show(address, change) {
  request.abort();
  request = new AbortController();
  try {
    const response = await fetch(address, { signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!parts.every((part) => page.querySelector(part))) return location.assign(address);
    for (const part of parts) {
      document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    }
    // What the form sends besides its fields.
    for (const field of form.querySelectorAll("[type=hidden]")) field.remove();
    form.append(...page.querySelectorAll("#search [type=hidden]"));
    document.title = page.title;
    change.call(history, null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function address() {
  const fields = [...new FormData(form)].filter(([, value]) => value);
  return `${form.action}?${new URLSearchParams(fields)}`;
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(address(), history.replaceState), 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show(address(), history.pushState);
  });
  addEventListener("click", (event) => {
    const link = event.target.closest?.("#facets a, #status a, .pages a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const query = new URL(link.href).searchParams;
    form.elements.q.value = query.get("q") ?? "";
    show(link.href, history.pushState);
    if (link.closest(".pages")) scrollTo(0, 0);
  });
  addEventListener("popstate", () => location.reload());
}
