import type { Map as GlMap, ExpressionSpecification, GeoJSONSource, MapGeoJSONFeature, StyleSpecification } from 'maplibre-gl';
import { MapFrame } from './map-frame';
import { baseLayers } from './map-style';
import { countedUpTo, nothing, planLayers, planSources } from './plan-layers';
import { calm, token } from './tokens';

type Wish = 'in' | 'out' | 'free';

const moved = 'siting-map-moved';

/**
 * <siting-map base plan chosen locked-in locked-out marked editable tells together>: communities by the share of their vehicles served, stations that
 * stand, candidate sites and those of the plan, counted where they lie close together. `chosen` fills in while a run goes on. With `editable` a site can be clicked or dragged into "build" or
 * "do not build"; what was wished is written into the hidden field named by `tells` as `in:ID`. The table of the page does the same by keyboard.
 */
class SitingMap extends MapFrame {
  static readonly observedAttributes = ['plan', 'chosen', 'locked-in', 'locked-out', 'marked'];

  private plan: GeoJSON.FeatureCollection = nothing;
  private fitted = false;
  private dragging?: AbortController;
  private readonly follow = (event: Event): void => this.moveWith(event as CustomEvent);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(moved, this.follow);
  }

  override disconnectedCallback(): void {
    document.removeEventListener(moved, this.follow);
    this.dragging?.abort();
    super.disconnectedCallback();
  }

  attributeChangedCallback(name: string): void {
    if (!this.map) {
      return;
    }
    if (name === 'plan') {
      void this.read();
      return;
    }
    this.fill();
    this.filter();
  }

  protected begin(map: GlMap): void {
    map.on('style.load', () => this.filter());
    map.once('idle', () => this.setAttribute('state', 'ready'));
    for (const layer of ['site', 'chosen']) {
      map.on('click', layer, (event) => this.show(event.features?.[0]));
    }
    for (const layer of ['people', 'standing']) {
      map.on('click', layer, (event) => {
        if (map.queryRenderedFeatures(event.point, { layers: this.known(['site', 'chosen', 'counted']) }).length === 0) {
          this.show(event.features?.[0]);
        }
      });
    }
    map.on('click', 'counted', (event) => void this.spread(event.features?.[0]));
    this.pointAt(map, ['site', 'chosen', 'counted', 'people', 'standing']);
    void this.read();
    map.on('move', (event) => {
      const together = this.getAttribute('together');
      if (together && (event as { originalEvent?: unknown }).originalEvent) {
        document.dispatchEvent(new CustomEvent(moved, { detail: { together, from: this, center: map.getCenter(), zoom: map.getZoom() } }));
      }
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        // The same key would press what the card puts the focus on.
        event.preventDefault();
        const found = this.nearest();
        void (found?.layer.id === 'counted' ? this.spread(found) : this.show(found));
      }
    });
    if (this.hasAttribute('editable')) {
      this.letDrag(map);
    }
  }

  /** Takes the plan as it is now; the picture is drawn again and, the first time, the whole of it is shown. */
  private async read(): Promise<void> {
    const answer = await fetch(this.address('plan')).catch(() => undefined);
    if (!answer?.ok) {
      this.setAttribute('state', 'failed');
      return;
    }
    this.plan = (await answer.json()) as GeoJSON.FeatureCollection;
    this.fill();
    if (!this.fitted && this.plan.features.length > 0) {
      this.fitted = true;
      this.see('');
      this.offerPlaces();
    }
  }

  /** Puts what is known into the sources, as soon as the map has them. */
  private fill(): void {
    const map = this.map;
    if (!map?.getSource('plan')) {
      map?.once('styledata', () => this.fill());
      return;
    }
    map.getSource<GeoJSONSource>('plan')?.setData(this.plan);
    map.getSource<GeoJSONSource>('picked')?.setData(this.picked());
  }

  private picked(): GeoJSON.FeatureCollection {
    const ids = this.hasAttribute('chosen') ? new Set(this.words('chosen')) : undefined;
    const picked = (f: GeoJSON.Feature): boolean => f.properties?.['layer'] === 'site' && (ids ? ids.has(String(f.properties['id'])) : f.properties['chosen'] === true);
    return { type: 'FeatureCollection', features: this.plan.features.filter(picked) };
  }

  private words(name: string): string[] {
    return (this.getAttribute(name) ?? '').split(' ').filter(Boolean);
  }

  /** The whole plan in view, or the part of it that lies in one district. */
  private see(district: string): void {
    const points = this.plan.features.flatMap((f) => (f.geometry.type === 'Point' && (district === '' || f.properties?.['district'] === district) ? [f.geometry.coordinates] : []));
    const [lons, lats] = [points.map((p) => p[0]!), points.map((p) => p[1]!)];
    if (points.length > 0) {
      this.map?.fitBounds([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], { padding: 40, animate: false, maxZoom: 15 });
    }
  }

  /** Where a plan reaches over several districts, a list leads to each of them. */
  private offerPlaces(): void {
    const districts = [...new Set(this.plan.features.map((f) => String(f.properties?.['district'] ?? '')))].filter(Boolean).sort();
    if (districts.length < 2 || this.querySelector('.map-go')) {
      return;
    }
    const list = document.createElement('select');
    list.className = 'map-go';
    list.setAttribute('aria-label', this.text('go'));
    for (const [value, words] of [['', this.text('all')], ...districts.map((d) => [d, d])] as [string, string][]) {
      list.add(new Option(words, value));
    }
    list.addEventListener('change', () => {
      this.see(list.value);
      const map = this.map;
      const together = this.getAttribute('together');
      if (map && together) {
        document.dispatchEvent(new CustomEvent(moved, { detail: { together, from: this, center: map.getCenter(), zoom: map.getZoom() } }));
      }
    });
    this.append(list);
  }

  /** Goes so near that what was counted together stands apart. */
  private async spread(feature: MapGeoJSONFeature | undefined): Promise<void> {
    const map = this.map;
    if (!map || !feature) {
      return;
    }
    const zoom = (await map.getSource<GeoJSONSource>('picked')?.getClusterExpansionZoom(Number(feature.properties['cluster_id']))) ?? countedUpTo + 1;
    map.easeTo({ center: (feature.geometry as GeoJSON.Point).coordinates as [number, number], zoom, duration: calm() ? 0 : 200 });
  }

  private known(layers: string[]): string[] {
    return layers.filter((layer) => this.map?.getLayer(layer));
  }

  private filter(): void {
    const map = this.map;
    if (!map?.getLayer('site')) {
      return;
    }
    const of = (name: string): ExpressionSpecification => ['in', ['get', 'id'], ['literal', this.words(name)]];
    const site: ExpressionSpecification = ['==', ['get', 'layer'], 'site'];
    for (const layer of ['locked-in', 'locked-out', 'marked']) {
      map.setFilter(layer, ['all', site, of(layer)]);
    }
  }

  protected drawing(): StyleSpecification {
    const font = getComputedStyle(this).fontFamily;
    return {
      version: 8,
      sources: { base: { type: 'geojson', data: this.address('base') }, ...planSources(this.plan, this.picked()) },
      layers: [{ id: 'land', type: 'background', paint: { 'background-color': token('map-land') } }, ...baseLayers(font), ...planLayers(font)],
    };
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
    // What lies nearest to the middle of all that is in sight, so that Enter never says nothing where there is something.
    const away = (f: MapGeoJSONFeature): number => {
      const at = map.project((f.geometry as GeoJSON.Point).coordinates as [number, number]);
      return Math.hypot(at.x - width / 2, at.y - height / 2);
    };
    return map.queryRenderedFeatures({ layers: this.known(['site', 'chosen', 'counted']) }).sort((a, b) => away(a) - away(b))[0];
  }

  /** A card with the site's words and, where the plan may be changed, the three wishes. */
  private show(feature: MapGeoJSONFeature | undefined): void {
    this.querySelector('.city-map-card')?.remove();
    if (!feature) {
      return;
    }
    const { id, name, layer } = feature.properties as { id: string; name: string; layer: string };
    const card = document.createElement('div');
    card.className = 'city-map-card';
    card.setAttribute('role', 'dialog');
    card.setAttribute('aria-label', name);
    for (const [style, words] of [['strong', name], ['muted', this.said(feature.properties)]] as const) {
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
    if (this.hasAttribute('editable') && layer === 'site') {
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

  private said(facts: Record<string, unknown>): string {
    const words = (name: string, ...holes: unknown[]): string => this.text(name).replace(/\{(\d)\}/g, (_, i: string) => String(holes[Number(i)]));
    const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 1 });
    switch (facts['layer']) {
      case 'community':
        return words('served', Math.round(Number(facts['vehicles'])), facts['served'] === undefined || facts['served'] === null ? '—' : percent.format(Number(facts['served'])));
      case 'station':
        return words('standing', facts['piles']);
      default:
        return String(facts['mix'] ?? '');
    }
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
    const trayAt = ({ clientX: x, clientY: y }: MouseEvent): HTMLElement | undefined =>
      [...trays.children].find((tray) => {
        const box = tray.getBoundingClientRect();
        return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      }) as HTMLElement | undefined;
    const over = (event: MouseEvent): void => {
      trays.hidden = false;
      const under = trayAt(event);
      for (const tray of trays.children) {
        tray.toggleAttribute('data-over', tray === under);
      }
    };
    for (const layer of ['site', 'chosen']) {
      map.on('mousedown', layer, (event) => {
        const id = event.features?.[0]?.properties['id'] as unknown;
        // A click's second layer, a right button and a drag that is on already begin none.
        if (id === undefined || event.originalEvent.button !== 0 || this.dragging) {
          return;
        }
        event.preventDefault();
        this.dragging = new AbortController();
        // The boxes lie above the map, which hears nothing of a pointer over them: the whole window is asked.
        const { signal } = this.dragging;
        const drop = (wish?: Wish): void => {
          this.dragging?.abort();
          this.dragging = undefined;
          trays.hidden = true;
          if (wish) {
            this.tell(wish, String(id));
          }
        };
        window.addEventListener('mousemove', over, { signal });
        window.addEventListener('mouseup', (up) => drop(trays.hidden ? undefined : (trayAt(up)?.dataset['wish'] as Wish | undefined)), { signal });
        window.addEventListener('keydown', (key) => key.key === 'Escape' && drop(), { signal });
      });
    }
  }
}

customElements.define('siting-map', SitingMap);
