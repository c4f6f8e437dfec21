// "Keep on this phone": copies the public page, its style and script into a cache.
const CACHE = "kept";
const AT = "x-kept-at";
const REASON = "x-kept-for";
const PARTS = "x-kept-parts";
const DAY = 24 * 3600 * 1000;
const root = document.documentElement;
const isCopy = "keptAt" in root.dataset;

const box = document.querySelector("[data-keep]");
const list = document.querySelector("[data-keep-list]");

if ("serviceWorker" in navigator && "caches" in window) {
  if (box && !location.search) await offer();
  if (list) await show();
  if (!isCopy && (box || list)) await refresh();
} else if (list) {
  document.querySelector("[data-keep-cannot]").hidden = false;
}

function moment(at, language = root.lang) {
  const form = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  return form.format(new Date(at));
}

async function offer() {
  const add = box.querySelector("[data-keep-add]");
  const drop = box.querySelector("[data-keep-drop]");
  const said = box.querySelector("[data-keep-said]");
  box.hidden = false;
  for (const button of box.querySelectorAll("button")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      let failed = false;
      try {
        if (button === drop) await forget(location.pathname);
        else if (button === add) await keepAll();
        else await keepFile(button.dataset.keepFile, location.pathname);
      } catch {
        failed = true;
      }
      button.disabled = false;
      await tell(failed);
    });
  }
  addEventListener("kept", () => tell());
  await tell();

  async function tell(failed = false) {
    const copy = await copyOf(location.pathname);
    said.textContent = copy ? `${box.dataset.kept} ${moment(copy.headers.get(AT))}` : "";
    if (failed) said.textContent = box.dataset.failed;
    add.hidden = Boolean(copy);
    drop.hidden = !copy;
    for (const button of box.querySelectorAll("[data-keep-file]")) {
      button.hidden = !copy || Boolean(await copyOf(button.dataset.keepFile));
    }
  }
}

async function keepAll() {
  const here = location.pathname;
  await navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
  await keep(here, here);
  for (const link of document.querySelectorAll("a[data-keep-also]")) {
    if (!link.search && !(await copyOf(link.pathname))) await keep(link.pathname, here);
  }
  await keep(box.dataset.list, box.dataset.list);
}

// Without cookies: the page that any stranger gets, nothing of who is signed in.
async function take(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok || answer.redirected || answer.headers.has(AT)) throw new Error(address);
  return answer;
}

// One at a time, in all windows: what is removed must not come back by a renewal under way.
async function alone(work) {
  return navigator.locks ? navigator.locks.request(CACHE, work) : work();
}

async function keep(path, reason, isRenewal = false) {
  const answer = await take(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const at = new Date().toISOString();
  const parts = [...page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')]
    .map((part) => new URL(part.getAttribute("href") || part.getAttribute("src"), location).pathname);
  const cache = await caches.open(CACHE);
  await Promise.all(parts.map(async (part) => (await copyOf(part)) || cache.put(part, await take(part))));
  sayItIsACopy(page, at);
  const headers = new Headers({ [AT]: at, [REASON]: reason, [PARTS]: parts.join(" ") });
  for (const name of ["Content-Type", "Content-Security-Policy", "Referrer-Policy"]) {
    if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
  }
  const copy = new Response(`<!doctype html>${page.documentElement.outerHTML}`, { headers });
  await alone(async () => {
    if (!isRenewal || (await copyOf(path))) await cache.put(path, copy);
  });
}

// The date stands in the copy itself, so that it is seen whatever runs later.
function sayItIsACopy(page, at) {
  page.documentElement.dataset.keptAt = at;
  const banner = page.querySelector("[data-keep-copy]");
  if (!banner) return;
  banner.hidden = false;
  banner.querySelector("time").dateTime = at;
  banner.querySelector("time").textContent = moment(at, page.documentElement.lang);
}

async function keepFile(address, reason) {
  const answer = await take(address);
  const headers = new Headers({ [REASON]: reason, "Content-Type": answer.headers.get("Content-Type") });
  await (await caches.open(CACHE)).put(address, new Response(await answer.blob(), { headers }));
}

async function copyOf(path) {
  return (await caches.open(CACHE)).match(path, { ignoreVary: true });
}

// Every page kept, as [path, copy].
async function copies() {
  const cache = await caches.open(CACHE);
  const found = [];
  for (const request of await cache.keys()) {
    const copy = await cache.match(request, { ignoreVary: true });
    found.push([new URL(request.url).pathname, copy]);
  }
  return found;
}

async function forget(path) {
  const cache = await caches.open(CACHE);
  await alone(async () => {
    for (const [other, copy] of await copies()) {
      if (other === path || copy.headers.get(REASON) === path) await cache.delete(other);
    }
  });
  await tidy();
}

// What no page kept needs any more goes; with the last page, everything.
async function tidy() {
  const all = await copies();
  const pages = all.filter(([, copy]) => copy.headers.has(AT));
  const needed = new Set(pages.flatMap(([, copy]) => copy.headers.get(PARTS).split(" ")));
  if (pages.every(([path, copy]) => path.endsWith("/kept/"))) {
    await caches.delete(CACHE);
    const worker = await navigator.serviceWorker.getRegistration("/");
    if (worker) await worker.unregister();
    return;
  }
  const cache = await caches.open(CACHE);
  for (const [path, copy] of all) {
    if (!copy.headers.has(REASON) && !needed.has(path)) await cache.delete(path);
  }
}

// With a connection, a copy that is looked at becomes what the portal says now; those
// that are not are asked for once a day.
async function refresh() {
  for (const [path, copy] of await copies()) {
    if (!copy.headers.has(AT)) continue;
    const isOld = Date.now() - new Date(copy.headers.get(AT)) > DAY;
    if (list || isOld || path === location.pathname) await keep(path, copy.headers.get(REASON), true).catch(() => {});
  }
  await tidy();
  dispatchEvent(new Event("kept"));
}

async function show() {
  const pages = (await copies()).filter(([path, copy]) => copy.headers.has(AT) && !path.endsWith("/kept/"));
  list.replaceChildren(...(await Promise.all(pages.map(([path, copy]) => row(path, copy)))));
  document.querySelector("[data-keep-none]").hidden = list.children.length > 0;
  document.querySelector("[data-keep-missing]").hidden = !isCopy || location.pathname.endsWith("/kept/");
}

async function row(path, copy) {
  const page = new DOMParser().parseFromString(await copy.text(), "text/html");
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.lang = page.documentElement.lang;
  link.textContent = page.title.split(" – ").slice(0, -1).join(" – ");
  const when = document.createElement("span");
  when.className = "muted";
  when.textContent = ` – ${list.dataset.kept} ${moment(copy.headers.get(AT))} `;
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "link";
  drop.textContent = list.dataset.drop;
  drop.setAttribute("aria-label", `${list.dataset.drop} – ${link.textContent}`);
  drop.addEventListener("click", async () => {
    await forget(path);
    await show();
  });
  item.append(link, when, drop);
  return item;
}
if (list) addEventListener("kept", show);
