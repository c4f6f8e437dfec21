// Answers for kept pages when the network does not: network first, then the copy.
const KEPT = "kept";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(location.origin)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  try {
    return await fetch(request);
  } catch (failure) {
    const cache = await caches.open(KEPT);
    const url = new URL(request.url);
    const copy = (await cache.match(request.url)) || (await cache.match(url.pathname));
    if (copy) return copy;
    throw failure;
  }
}
