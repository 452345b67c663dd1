// What service workers of single pages share: the network first, the kept copy when there is none. Loaded by importScripts.
const PATIENCE = 6_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

/** Keeps pages and files of this site that `wanted(url)` names in the cache `name`. */
self.keepPages = (name, wanted) => self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'GET' && url.origin === self.location.origin && wanted(url)) event.respondWith(answer(name, request));
});

async function answer(name, request) {
  const kept = await caches.open(name);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.redirected) {
      // Signed out, or the page is no more: what was kept for whoever was here before goes from this phone.
      await caches.delete(name);
    } else if (response.ok) {
      await kept.put(request, response.clone());
    }
    return response;
  } catch (error) {
    const copy = await kept.match(request);
    if (copy) return copy;
    throw error;
  }
}
