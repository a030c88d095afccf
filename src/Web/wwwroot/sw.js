// Keeps one page: the one that says there is no network. Prices and pile states are never kept, because an old one would lie.
const kept = 'doorstep-offline-1';

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(kept);
    const page = await fetch('/offline', { cache: 'no-store' });
    const text = await page.clone().text();
    await cache.put('/offline', page);
    const files = [...text.matchAll(/<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"/g)].map((m) => m[1]);
    await cache.addAll(files);
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  // A form goes past the worker: through it Chromium was seen to send one twice, and a one-time code opens only once.
  if (event.request.method !== 'GET') {
    return;
  }

  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match('/offline')) ?? Response.error()));
  } else if (event.request.destination === 'style' || event.request.destination === 'image') {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request)) ?? Response.error()));
  }
});
