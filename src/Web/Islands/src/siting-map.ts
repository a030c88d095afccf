import type { Map as GlMap, ExpressionSpecification, GeoJSONSource, MapGeoJSONFeature, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import { MapFrame } from './map-frame';
import { baseLayers } from './map-style';
import { planLayers } from './plan-layers';
import { token } from './tokens';

type Wish = 'in' | 'out' | 'free';

const moved = 'siting-map-moved';

/**
 * <siting-map base plan chosen locked-in locked-out editable tells together>: communities by the share of their vehicles served, stations that stand,
 * candidate sites and those of the plan. `chosen` fills in while a run goes on. With `editable` a site can be clicked or dragged into "build" or
 * "do not build"; what was wished is written into the hidden field named by `tells` as `in:ID`. The table of the page does the same by keyboard.
 */
class SitingMap extends MapFrame {
  static readonly observedAttributes = ['plan', 'chosen', 'locked-in', 'locked-out'];

  private fitted = false;
  private dragging: MapGeoJSONFeature | null = null;
  private readonly follow = (event: Event): void => this.moveWith(event as CustomEvent);

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(moved, this.follow);
  }

  override disconnectedCallback(): void {
    document.removeEventListener(moved, this.follow);
    super.disconnectedCallback();
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

  protected begin(map: GlMap): void {
    map.on('style.load', () => this.filter());
    map.on('sourcedata', (event) => {
      if (event.sourceId === 'plan' && event.isSourceLoaded) {
        void this.fit();
      }
    });
    map.once('idle', () => this.setAttribute('state', 'ready'));
    map.on('click', 'site', (event) => this.show(event.features?.[0]));
    this.pointAt(map, ['site']);
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

  protected drawing(): StyleSpecification {
    const font = getComputedStyle(this).fontFamily;
    return {
      version: 8,
      sources: { base: { type: 'geojson', data: this.address('base') }, plan: { type: 'geojson', data: this.address('plan') } },
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

customElements.define('siting-map', SitingMap);
