{% load i18n %}// Answers for kept pages when the network does not: network first, then the copy.
const KEPT = "kept";
const PATIENCE = 5000; // milliseconds, for a network that leads nowhere
const LISTS = { "/en/": "{% language "en" %}{% url "instructions:kept" %}{% endlanguage %}", "/": "{% language "fr" %}{% url "instructions:kept" %}{% endlanguage %}" };

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(location.origin)) return;
  event.respondWith(answer(request));
});

async function copyOf(address) {
  return (await caches.open(KEPT)).match(address, { ignoreVary: true });
}

async function answer(request) {
  const copy = await copyOf(request.url);
  const network = fetch(request);
  try {
    const found = copy ? await Promise.race([network, late()]) : await network;
    return copy && found.status >= 500 ? copy : found;
  } catch (failure) {
    if (copy) return copy;
    const isEnglish = new URL(request.url).pathname.startsWith("/en/");
    const list = request.mode === "navigate" && (await copyOf(LISTS[isEnglish ? "/en/" : "/"]));
    if (list) return list;
    throw failure;
  }
}

function late() {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), PATIENCE));
}
