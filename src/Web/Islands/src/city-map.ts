import { AttributionControl, type Map as GlMap, type GeoJSONSource, type MapGeoJSONFeature, type StyleSpecification } from 'maplibre-gl';
import { MapFrame } from './map-frame';
import { cityStyle, markImages, ringAround } from './map-style';
import { calm } from './tokens';

interface StationFacts {
  id: string;
  name: string;
  free: number;
  total: number;
  mark: string;
  state: string;
  detail: string;
}

const refreshEvery = 15_000;

/**
 * <city-map base="/map/city.json" stations="/map/stations.json" lon lat zoom>: the city's own layers and its stations.
 * Everything comes from our origin; a tile source is drawn underneath only where a setting names one. Keyboard: arrows move, + and −
 * zoom, Enter opens the station nearest to the cross in the middle. The list beside the map says the same in words.
 */
class CityMap extends MapFrame {
  private shown: StationFacts | null = null;
  private timer = 0;
  private tag = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.map) {
      this.querySelector<HTMLElement>('[data-no-map]')?.removeAttribute('hidden');
    }
  }

  override disconnectedCallback(): void {
    window.clearInterval(this.timer);
    super.disconnectedCallback();
  }

  protected begin(map: GlMap): void {
    this.frameHome(map);
    if (this.getAttribute('attribution')) {
      map.addControl(new AttributionControl({ compact: true }));
    }
    map.on('style.load', () => {
      for (const [name, image] of markImages()) {
        if (!map.hasImage(name)) {
          map.addImage(name, image, { pixelRatio: 2 });
        }
      }
    });
    map.once('load', () => {
      this.setAttribute('state', 'ready');
      this.timer = window.setInterval(() => void this.refresh(), refreshEvery);
    });
    map.on('click', 'station', (event) => this.show(event.features?.[0]));
    map.on('click', 'cluster', (event) => void this.open(event.features?.[0]));
    this.pointAt(map, ['station', 'cluster']);
    map.on('moveend', (event) => {
      if ((event as { originalEvent?: unknown }).originalEvent) {
        this.offerSearch();
      }
    });
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        // The same key would press what the card puts the focus on.
        event.preventDefault();
        this.openNearest();
      }
    });
  }

  protected drawing(): StyleSpecification {
    return cityStyle({
      base: this.address('base'),
      stations: this.address('stations'),
      tiles: this.getAttribute('tiles') ?? undefined,
      attribution: this.getAttribute('attribution') ?? undefined,
      home: this.home,
      radius: this.number('radius', 500),
      radiusText: this.text('radius'),
      font: getComputedStyle(this).fontFamily,
    });
  }

  /** The ring round home, whole, between the search above and the sheet below. */
  private frameHome(map: GlMap): void {
    const home = this.home;
    if (!home) {
      return;
    }
    const phone = this.clientWidth < 700;
    const ring = ringAround(home, this.number('radius', 500)).geometry;
    const points = ring.type === 'Polygon' ? (ring.coordinates[0] ?? []) : [];
    const [lons, lats] = [points.map((p) => p[0] ?? 0), points.map((p) => p[1] ?? 0)];
    map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], {
      padding: phone ? { top: 76, bottom: 28, left: 16, right: 16 } : 48,
      maxZoom: this.number('zoom', 14.5),
      animate: false,
    });
  }

  private get home(): [number, number] | undefined {
    const lon = this.getAttribute('home-lon');
    const lat = this.getAttribute('home-lat');
    return lon && lat ? [Number(lon), Number(lat)] : undefined;
  }

  /** Asks for the stations again; an unchanged answer (304, by its tag) costs no redraw. */
  private async refresh(): Promise<void> {
    if (document.visibilityState !== 'visible') {
      return;
    }
    try {
      const answer = await fetch(this.address('stations'), { headers: this.tag ? { 'If-None-Match': this.tag } : {} });
      if (answer.status === 200) {
        this.tag = answer.headers.get('ETag') ?? '';
        const source = this.map?.getSource<GeoJSONSource>('stations');
        source?.setData((await answer.json()) as GeoJSON.FeatureCollection);
      }
      this.removeAttribute('lost');
    } catch {
      this.setAttribute('lost', '');
    }
  }

  private async open(cluster: MapGeoJSONFeature | undefined): Promise<void> {
    const map = this.map;
    const source = map?.getSource<GeoJSONSource>('stations');
    if (!map || !source || cluster?.geometry.type !== 'Point') {
      return;
    }
    const zoom = await source.getClusterExpansionZoom(cluster.properties['cluster_id'] as number);
    const center = cluster.geometry.coordinates as [number, number];
    map.easeTo({ center, zoom: zoom + 0.2, animate: !calm(), duration: 200 });
  }

  /** A card with the station's words and a link; all of it set as text. */
  private show(feature: MapGeoJSONFeature | undefined): void {
    if (!feature) {
      return;
    }
    this.shown = feature.properties as StationFacts;
    this.querySelector('.city-map-card')?.remove();
    const card = document.createElement('a');
    card.className = 'city-map-card';
    card.href = `${this.getAttribute('station-page') ?? '/stations/'}${encodeURIComponent(this.shown.id)}`;
    for (const [name, text] of [['strong', this.shown.name], ['', this.shown.state], ['muted', this.shown.detail]] as const) {
      const line = document.createElement('span');
      line.className = name;
      line.textContent = text;
      card.append(line);
    }
    this.append(card);
    card.focus({ preventScroll: true });
    this.dispatchEvent(new CustomEvent('station', { detail: this.shown.id, bubbles: true }));
  }

  private openNearest(): void {
    const map = this.map;
    if (!map) {
      return;
    }
    const { width, height } = map.getCanvas().getBoundingClientRect();
    const reach = 60;
    const around = map.queryRenderedFeatures(
      [[width / 2 - reach, height / 2 - reach], [width / 2 + reach, height / 2 + reach]],
      { layers: ['station', 'cluster'] });
    const away = (f: MapGeoJSONFeature): number => {
      if (f.geometry.type !== 'Point') {
        return Infinity;
      }
      const at = map.project(f.geometry.coordinates as [number, number]);
      return Math.hypot(at.x - width / 2, at.y - height / 2);
    };
    const nearest = around.sort((a, b) => away(a) - away(b))[0];
    if (nearest?.layer.id === 'cluster') {
      void this.open(nearest);
    } else {
      this.show(nearest);
    }
  }

  /** After the map was moved by hand, the page's own link offers the list of that place. */
  private offerSearch(): void {
    const link = this.querySelector<HTMLAnchorElement>('[data-search-here]');
    const center = this.map?.getCenter();
    if (link && center) {
      const address = new URL(link.href);
      address.searchParams.set('lat', center.lat.toFixed(4));
      address.searchParams.set('lon', center.lng.toFixed(4));
      link.href = address.href;
      link.hidden = false;
    }
  }
}

customElements.define('city-map', CityMap);
