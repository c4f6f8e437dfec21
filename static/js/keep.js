// "Keep on this phone": copies a page, its style and script into a cache of our own.
const KEPT = "kept";
const WHEN = "x-kept-at";
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

const here = location.pathname;
const box = document.querySelector("[data-keep]");
const list = document.querySelector("[data-keep-list]");

if ("serviceWorker" in navigator && "caches" in window) {
  if (box) offer(box);
  if (list) show(list);
}

async function offer(box) {
  const add = box.querySelector("[data-keep-add]");
  const drop = box.querySelector("[data-keep-drop]");
  box.hidden = false;
  add.addEventListener("click", async () => {
    add.disabled = true;
    await navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
    await keep(here);
    for (const link of document.querySelectorAll("[data-keep-also]")) await keep(link.pathname);
    await refresh();
  });
  drop.addEventListener("click", async () => {
    await (await caches.open(KEPT)).delete(here);
    await refresh();
  });
  async function refresh() {
    const at = await keptAt(here);
    box.querySelector("[data-keep-said]").textContent = at ? `${box.dataset.kept} ${day.format(at)}` : "";
    add.disabled = false;
    drop.hidden = !at;
  }
  await refresh();
  const at = await keptAt(here);
  const copied = document.querySelector("[data-keep-copy]");
  const sayWhetherCopied = async () => {
    copied.hidden = !(at && (await isOffline()));
    copied.textContent = copied.hidden ? "" : `${box.dataset.copy} ${day.format(at)}`;
  };
  addEventListener("offline", sayWhetherCopied);
  addEventListener("online", sayWhetherCopied);
  await sayWhetherCopied();
  if (at && copied.hidden) {
    await keep(here);
    await refresh();
  }
}

// The browser's word is not enough: a phone may be on a network that leads nowhere.
async function isOffline() {
  if (!navigator.onLine) return true;
  return fetch("/healthz", { cache: "no-store" }).then(() => false, () => true);
}

async function keep(path) {
  const cache = await caches.open(KEPT);
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const body = await answer.blob();
  const headers = new Headers(answer.headers);
  headers.set(WHEN, new Date().toISOString());
  await cache.put(path, new Response(body, { headers }));
  const used = document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]');
  for (const part of used) {
    const address = part.href || part.src;
    await cache.put(address, await fetch(address));
  }
}

async function keptAt(path) {
  const copy = await (await caches.open(KEPT)).match(path);
  return copy && copy.headers.has(WHEN) ? new Date(copy.headers.get(WHEN)) : null;
}

async function show(list) {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    const at = await keptAt(pathname);
    if (!at) continue;
    const page = new DOMParser().parseFromString(await (await cache.match(pathname)).text(), "text/html");
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = pathname;
    link.textContent = page.querySelector("h1").textContent;
    row.append(link, ` – ${list.dataset.kept} ${day.format(at)}`);
    list.append(row);
  }
  document.querySelector("[data-keep-none]").hidden = list.children.length > 0;
  if (!(await keptAt(here)) && list.children.length) await keep(here);
}
