import { Map as GlMap, NavigationControl, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type LayerSpecification, type MapGeoJSONFeature, type MapMouseEvent, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import './city-map.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { baseLayers } from './map-style';
import { calm, onSchemeChange, token } from './tokens';

setWorkerUrl(workerUrl);

type Wish = 'in' | 'out' | 'free';

const moved = 'siting-map-moved';

/**
 * <siting-map base plan chosen locked-in locked-out editable tells together>: communities by the share of their vehicles served, stations that stand,
 * candidate sites and those of the plan. `chosen` fills in while a run goes on. With `editable` a site can be clicked or dragged into "build" or
 * "do not build"; what was wished is written into the hidden field named by `tells` as `in:ID`. The table of the page does the same by keyboard.
 */
class SitingMap extends HTMLElement {
  static readonly observedAttributes = ['plan', 'chosen', 'locked-in', 'locked-out'];

  private map?: GlMap;
  private forget?: () => void;
  private fitted = false;
  private dragging: MapGeoJSONFeature | null = null;
  private readonly follow = (event: Event): void => this.moveWith(event as CustomEvent);

  connectedCallback(): void {
    const holder = document.createElement('div');
    holder.className = 'city-map-canvas';
    this.append(holder);
    try {
      this.map = this.create(holder);
    } catch {
      // No WebGL: the tables of the page hold everything the map shows.
      holder.remove();
      this.setAttribute('state', 'failed');
      return;
    }
    this.forget = onSchemeChange(() => this.map?.setStyle(this.style_(), { diff: false }));
    document.addEventListener(moved, this.follow);
  }

  disconnectedCallback(): void {
    document.removeEventListener(moved, this.follow);
    this.forget?.();
    this.map?.remove();
    this.map = undefined;
  }

  attributeChangedCallback(name: string): void {
    const map = this.map;
    if (!map?.isStyleLoaded()) {
      map?.once('idle', () => this.filter());
      return;
    }
    if (name === 'plan') {
      map.getSource<GeoJSONSource>('plan')?.setData(this.address('plan'));
    }
    this.filter();
  }

  private create(holder: HTMLElement): GlMap {
    const map = new GlMap({
      container: holder,
      style: this.style_(),
      center: [Number(this.getAttribute('lon')), Number(this.getAttribute('lat'))],
      zoom: Number(this.getAttribute('zoom')),
      minZoom: 7,
      maxZoom: 19,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: calm() ? 0 : 150,
      localIdeographFontFamily: getComputedStyle(this).fontFamily,
      locale: { 'NavigationControl.ZoomIn': this.text('zoom-in'), 'NavigationControl.ZoomOut': this.text('zoom-out'), 'Map.Title': this.text('title') },
    });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.on('style.load', () => this.filter());
    map.on('sourcedata', (event) => {
      if (event.sourceId === 'plan' && event.isSourceLoaded) {
        void this.fit();
      }
    });
    map.once('idle', () => this.setAttribute('state', 'ready'));
    map.on('click', 'site', (event) => this.show(event.features?.[0]));
    map.on('mouseenter', 'site', () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', 'site', () => (map.getCanvas().style.cursor = ''));
    map.on('move', (event) => {
      const together = this.getAttribute('together');
      if (together && (event as { originalEvent?: unknown }).originalEvent) {
        document.dispatchEvent(new CustomEvent(moved, { detail: { together, from: this, center: map.getCenter(), zoom: map.getZoom() } }));
      }
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        this.show(this.nearest());
      }
    });
    if (this.hasAttribute('editable')) {
      this.letDrag(map);
    }
    return map;
  }

  /** The whole plan in view, once; afterwards the reader leads. */
  private async fit(): Promise<void> {
    const map = this.map;
    if (!map || this.fitted) {
      return;
    }
    this.fitted = true;
    const data = await map.getSource<GeoJSONSource>('plan')?.getData();
    const points = data?.type === 'FeatureCollection' ? data.features.flatMap((f) => (f.geometry.type === 'Point' ? [f.geometry.coordinates] : [])) : [];
    if (points.length > 0) {
      const [lons, lats] = [points.map((p) => p[0]!), points.map((p) => p[1]!)];
      map.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 40, animate: false, maxZoom: 15 });
    }
  }

  private filter(): void {
    const map = this.map;
    if (!map?.getLayer('site')) {
      return;
    }
    const of = (name: string): ExpressionSpecification => ['in', ['get', 'id'], ['literal', (this.getAttribute(name) ?? '').split(' ').filter(Boolean)]];
    const site: ExpressionSpecification = ['==', ['get', 'layer'], 'site'];
    const chosen: ExpressionSpecification = this.hasAttribute('chosen') ? of('chosen') : ['==', ['get', 'chosen'], true];
    map.setFilter('chosen', ['all', site, chosen]);
    map.setFilter('chosen-piles', ['all', site, chosen]);
    map.setFilter('locked-in', ['all', site, of('locked-in')]);
    map.setFilter('locked-out', ['all', site, of('locked-out')]);
  }

  private style_(): StyleSpecification {
    const font = getComputedStyle(this).fontFamily;
    return {
      version: 8,
      sources: { base: { type: 'geojson', data: this.address('base') }, plan: { type: 'geojson', data: this.address('plan') } },
      layers: [{ id: 'land', type: 'background', paint: { 'background-color': token('map-land') } }, ...baseLayers(font), ...planLayers(font)],
    };
  }

  private address(name: string): string {
    return new URL(this.getAttribute(name) ?? '', window.location.href).href;
  }

  private text(name: string): string {
    return this.getAttribute(`text-${name}`) ?? '';
  }

  private moveWith(event: CustomEvent): void {
    const said = event.detail as { together: string; from: Element; center: { lng: number; lat: number }; zoom: number };
    if (said.from !== this && said.together === this.getAttribute('together')) {
      this.map?.jumpTo({ center: [said.center.lng, said.center.lat], zoom: said.zoom });
    }
  }

  private nearest(): MapGeoJSONFeature | undefined {
    const map = this.map;
    if (!map) {
      return undefined;
    }
    const { width, height } = map.getCanvas().getBoundingClientRect();
    const away = (f: MapGeoJSONFeature): number => {
      const at = map.project((f.geometry as GeoJSON.Point).coordinates as [number, number]);
      return Math.hypot(at.x - width / 2, at.y - height / 2);
    };
    const reach = 60;
    return map.queryRenderedFeatures([[width / 2 - reach, height / 2 - reach], [width / 2 + reach, height / 2 + reach]], { layers: ['site'] }).sort((a, b) => away(a) - away(b))[0];
  }

  /** A card with the site's words and, where the plan may be changed, the three wishes. */
  private show(feature: MapGeoJSONFeature | undefined): void {
    this.querySelector('.city-map-card')?.remove();
    if (!feature) {
      return;
    }
    const { id, name, mix } = feature.properties as { id: string; name: string; mix: string };
    const card = document.createElement('div');
    card.className = 'city-map-card';
    card.setAttribute('role', 'dialog');
    card.setAttribute('aria-label', name);
    for (const [style, words] of [['strong', name], ['muted', mix]] as const) {
      const line = document.createElement('span');
      line.className = style;
      line.textContent = words;
      card.append(line);
    }
    const row = document.createElement('span');
    row.className = 'inline';
    const button = (label: string, act: () => void): void => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = 'btn';
      made.textContent = label;
      made.addEventListener('click', act);
      row.append(made);
    };
    const close = (): void => {
      card.remove();
      this.map?.getCanvas().focus();
    };
    if (this.hasAttribute('editable')) {
      for (const wish of ['in', 'out', 'free'] as const) {
        button(this.text(wish), () => {
          this.tell(wish, id);
          close();
        });
      }
    }
    button(this.text('close'), close);
    card.append(row);
    card.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        close();
      }
    });
    this.append(card);
    row.querySelector('button')?.focus({ preventScroll: true });
  }

  private tell(wish: Wish, id: string): void {
    const field = document.getElementById(this.getAttribute('tells') ?? '');
    if (field instanceof HTMLInputElement) {
      field.value = `${wish}:${id}`;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  /** A site taken with the pointer goes into one of two boxes that appear at the map's upper edge. */
  private letDrag(map: GlMap): void {
    const trays = document.createElement('div');
    trays.className = 'map-trays';
    trays.hidden = true;
    for (const wish of ['in', 'out'] as const) {
      const tray = document.createElement('span');
      tray.dataset['wish'] = wish;
      tray.textContent = this.text(wish);
      trays.append(tray);
    }
    this.append(trays);
    const trayAt = (event: MapMouseEvent): HTMLElement | undefined => {
      const { clientX: x, clientY: y } = event.originalEvent;
      return [...trays.children].find((tray) => {
        const box = tray.getBoundingClientRect();
        return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      }) as HTMLElement | undefined;
    };
    map.on('mousedown', 'site', (event) => {
      event.preventDefault();
      this.dragging = event.features?.[0] ?? null;
    });
    map.on('mousemove', (event) => {
      if (this.dragging) {
        trays.hidden = false;
        const over = trayAt(event);
        for (const tray of trays.children) {
          tray.toggleAttribute('data-over', tray === over);
        }
      }
    });
    map.on('mouseup', (event) => {
      const tray = this.dragging && !trays.hidden ? trayAt(event) : undefined;
      if (tray && this.dragging) {
        this.tell(tray.dataset['wish'] as Wish, String(this.dragging.properties['id']));
      }
      this.dragging = null;
      trays.hidden = true;
    });
  }
}

function planLayers(font: string): LayerSpecification[] {
  const is = (layer: string): ExpressionSpecification => ['==', ['get', 'layer'], layer];
  const none: ExpressionSpecification = ['==', ['get', 'layer'], ''];
  const served: ExpressionSpecification = ['case', ['==', ['get', 'served'], null], token('line-strong'), ['step', ['get', 'served'], token('stop'), 0.5, token('soon-fill'), 0.9, token('go')]];
  const bySize: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, ['+', 3, ['/', ['sqrt', ['get', 'vehicles']], 4]], 16, ['+', 10, ['sqrt', ['get', 'vehicles']]]];
  return [
    { id: 'people', type: 'circle', source: 'plan', filter: is('community'), paint: { 'circle-radius': bySize, 'circle-color': served, 'circle-opacity': 0.35, 'circle-stroke-color': served, 'circle-stroke-width': ['case', ['==', ['get', 'first'], true], 3, 1] } },
    { id: 'standing', type: 'circle', source: 'plan', filter: is('station'), paint: { 'circle-radius': 6, 'circle-color': token('info-soft'), 'circle-stroke-color': token('info'), 'circle-stroke-width': 2.5 } },
    { id: 'site', type: 'circle', source: 'plan', filter: is('site'), paint: { 'circle-radius': 7, 'circle-color': token('card'), 'circle-stroke-color': token('line-strong'), 'circle-stroke-width': 2 } },
    { id: 'chosen', type: 'circle', source: 'plan', filter: none, paint: { 'circle-radius': 11, 'circle-color': token('go'), 'circle-stroke-color': token('card'), 'circle-stroke-width': 2 } },
    {
      id: 'chosen-piles', type: 'symbol', source: 'plan', filter: none,
      layout: { 'text-field': ['case', ['>', ['get', 'piles'], 0], ['to-string', ['get', 'piles']], ''], 'text-font': [font], 'text-size': 12, 'text-allow-overlap': true },
      paint: { 'text-color': token('go-ink') },
    },
    { id: 'locked-in', type: 'circle', source: 'plan', filter: none, paint: { 'circle-radius': 14, 'circle-color': 'transparent', 'circle-stroke-color': token('ink'), 'circle-stroke-width': 3 } },
    {
      id: 'locked-out', type: 'symbol', source: 'plan', filter: none,
      layout: { 'text-field': '×', 'text-font': [font], 'text-size': 24, 'text-allow-overlap': true },
      paint: { 'text-color': token('stop') },
    },
    {
      id: 'site-name', type: 'symbol', source: 'plan', minzoom: 14, filter: is('site'),
      layout: { 'text-field': ['get', 'name'], 'text-font': [font], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 1.1], 'text-optional': true, 'text-max-width': 10 },
      paint: { 'text-color': token('ink'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}

customElements.define('siting-map', SitingMap);
