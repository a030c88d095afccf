// Keeps one page: the one that says there is no network. Prices and pile states are never kept, because an old one would lie.
const kept = 'doorstep-offline-2';

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(kept);
    const page = await fetch('/offline', { cache: 'no-store' });
    const text = await page.clone().text();
    await cache.put('/offline', page);
    const files = [...text.matchAll(/<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"/g)].map((m) => m[1]);
    // Its script only asks whether the network is back.
    files.push(...[...text.matchAll(/<script[^>]+type="module"[^>]+src="([^"]+)"/g)].map((m) => m[1]));
    await cache.addAll(files);
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  // An older page would be found before the one of today.
  await Promise.all((await caches.keys()).filter((name) => name !== kept).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener('fetch', (event) => {
  // A form goes past the worker: it has a page for those who look, and nothing to say to those who send.
  if (event.request.method !== 'GET') {
    return;
  }

  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match('/offline')) ?? Response.error()));
  } else if (['style', 'image', 'script'].includes(event.request.destination)) {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request)) ?? Response.error()));
  }
});
