// Keeps the page of a report that somebody writes and its files: the network first, the kept copy when there is none. What is typed never passes through here.
const KEPT = 'campaign111-reports-1';
const PATIENCE = 6_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const url = new URL(request.url);
  const kept = url.pathname.endsWith('/edit') || url.pathname.includes('.');
  if (request.method === 'GET' && url.origin === self.location.origin && kept && !url.pathname.endsWith('.docx')) event.respondWith(answer(request));
});

async function answer(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.redirected) {
      // Signed out, or submitted meanwhile: nobody opens the old page.
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
