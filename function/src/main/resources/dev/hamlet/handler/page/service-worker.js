// Serves what where.js has stored, so that the page works without a network: the page if the network has none in time, and the module and
// the model by their hash. It fetches and stores nothing itself: a cache that has a page is whole, and where.js keeps no other.
const root = registration.scope;
const prefix = `hamlet ${root} `;
const patience = 3000;

async function stored(url) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(prefix) && await (await caches.open(name)).match(url);
    if (found) return found;
  }
}

async function page(request) {
  const network = fetch(request);
  const late = new Promise(resolve => { setTimeout(resolve, patience); });
  const first = await Promise.race([network, late]).catch(() => undefined);
  return first?.ok ? first : await stored(root) ?? network;
}

async function file(request) {
  return await stored(request.url) ?? fetch(request);
}

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
// from a page that was reloaded past the worker
addEventListener('message', event => event.waitUntil(clients.claim()));
addEventListener('fetch', event => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  const path = origin + pathname;
  if (method !== 'GET') return;
  if (mode === 'navigate' && path === root) event.respondWith(page(event.request));
  else if (path === root + 'edge.js' || path === root + 'model.hamlet') event.respondWith(file(event.request));
});
