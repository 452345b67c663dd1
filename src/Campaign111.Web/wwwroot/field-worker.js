// Keeps the files of the field page, one set a version (the "v" of this script's own address), and opens the page from them: at once, and without
// a network. Figures, packs and entries never pass through here.
const version = new URL(self.location).searchParams.get('v');
const PATIENCE = 4_000;
const KEPT = `campaign111-field-${version}`;

self.addEventListener('install', event => event.waitUntil(keep()));

self.addEventListener('activate', event => event.waitUntil(dropOlder()));

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname === '/field/session' || pathname.startsWith('/api/')) return;
  const leads = pathname.startsWith('/h/') || /^\/p\/[^/]+$/.test(pathname);
  event.respondWith(leads ? gate(request, pathname) : answer(request, pathname));
});

// A gate label or a delivery note: the server knows where it leads; when it cannot be asked, to the household in the kept page.
async function gate(request, pathname) {
  try {
    return await Promise.race([fetch(request), new Promise((_, no) => setTimeout(no, PATIENCE))]);
  } catch {
    const [commune, hamlet, household] = pathname.split('/').slice(2).map(decodeURIComponent);
    if (pathname.startsWith('/p/')) return Response.redirect(new URL(`/field#${encodeURIComponent(`parcel|${commune}`)}`, self.location.origin));
    return Response.redirect(new URL(`/field#${encodeURIComponent(`gate|${commune}/${hamlet}|${household}`)}`, self.location.origin));
  }
}

// All or nothing: half a set would mix two versions. The page itself names the files that belong to it.
async function keep() {
  const kept = await caches.open(KEPT);
  // The page is kept last: where it is, all is (the worker is installed twice, for /field and for /h/).
  if (await kept.match('/field')) return self.skipWaiting();
  const page = await ask('/field');
  const [, data] = (await page.clone().text()).match(/<script type="application\/json" id="field-data">([\s\S]*?)<\/script>/);
  const { files } = JSON.parse(data);
  await Promise.all(files.filter(file => file !== '/field').map(async file => kept.put(file, await ask(file))));
  await kept.put('/field', page);
  await self.skipWaiting();
}

async function ask(address) {
  const answer = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

async function dropOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith('campaign111-field-') && name !== KEPT) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(request, pathname) {
  return await (await caches.open(KEPT)).match(pathname) ?? fetch(request);
}
