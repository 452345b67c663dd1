// Keeps the inspector's page and its files on the phone: the network first, the kept copy when there is none. Answers never pass through here.
const KEPT = 'campaign111-checks-1';
const PATIENCE = 6_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === self.location.origin) event.respondWith(answer(request));
});

async function answer(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.redirected) {
      // Signed out: the households of whoever was here before go from this phone.
      await caches.delete(KEPT);
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
