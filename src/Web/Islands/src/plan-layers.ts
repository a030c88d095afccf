import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { token } from './tokens';

/** Above this zoom every chosen site stands alone; below it those close together are counted. */
export const countedUpTo = 12;

export const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Sources of a plan: `plan` is all of it, `picked` are the chosen sites, counted where they would lie over each other. */
export function planSources(plan: GeoJSON.FeatureCollection, picked: GeoJSON.FeatureCollection): Record<string, SourceSpecification> {
  return {
    plan: { type: 'geojson', data: plan },
    picked: { type: 'geojson', data: picked, cluster: true, clusterRadius: 26, clusterMaxZoom: countedUpTo, clusterProperties: { piles: ['+', ['get', 'piles']] } },
  };
}

/** A plan as layers: people by their share served, stations that stand, sites, and above them what was chosen or wished. */
export function planLayers(font: string): LayerSpecification[] {
  const is = (layer: string): ExpressionSpecification => ['==', ['get', 'layer'], layer];
  const none: ExpressionSpecification = ['==', ['get', 'layer'], ''];
  const alone: FilterSpecification = ['!', ['has', 'point_count']];
  const byZoom = (...stops: number[]): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification;
  const served: ExpressionSpecification = ['case', ['==', ['get', 'served'], null], token('line-strong'), ['step', ['get', 'served'], token('stop'), 0.5, token('soon-fill'), 0.9, token('go')]];
  const bySize: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 9, ['+', 1.5, ['/', ['sqrt', ['get', 'vehicles']], 8]], 13, ['+', 4, ['/', ['sqrt', ['get', 'vehicles']], 2]], 16, ['+', 10, ['sqrt', ['get', 'vehicles']]]];
  const text = { 'text-font': [font] as string[], 'text-allow-overlap': true };
  return [
    { id: 'people', type: 'circle', source: 'plan', filter: is('community'), paint: { 'circle-radius': bySize, 'circle-color': served, 'circle-opacity': 0.35, 'circle-stroke-color': served, 'circle-stroke-width': ['case', ['==', ['get', 'first'], true], 2.5, 1] } },
    { id: 'standing', type: 'circle', source: 'plan', filter: is('station'), minzoom: 11, paint: { 'circle-radius': byZoom(11, 2.5, 15, 6), 'circle-color': token('info-soft'), 'circle-stroke-color': token('info'), 'circle-stroke-width': byZoom(11, 1.5, 15, 2.5) } },
    { id: 'site', type: 'circle', source: 'plan', filter: is('site'), minzoom: 12, paint: { 'circle-radius': byZoom(12, 2, 13, 4, 15, 7), 'circle-color': token('card'), 'circle-stroke-color': token('line-strong'), 'circle-stroke-width': byZoom(12, 1, 14, 2) } },
    {
      id: 'counted', type: 'circle', source: 'picked', filter: ['has', 'point_count'],
      paint: { 'circle-radius': ['step', ['get', 'point_count'], 12, 10, 15, 50, 18], 'circle-opacity': 0.9, 'circle-color': token('card'), 'circle-stroke-color': token('go'), 'circle-stroke-width': 3 },
    },
    { id: 'counted-number', type: 'symbol', source: 'picked', filter: ['has', 'point_count'], layout: { ...text, 'text-field': ['to-string', ['get', 'point_count']], 'text-size': 13 }, paint: { 'text-color': token('ink') } },
    { id: 'chosen', type: 'circle', source: 'picked', filter: alone, paint: { 'circle-radius': byZoom(10, 6, 13, 9, 15, 12), 'circle-color': token('go'), 'circle-stroke-color': token('card'), 'circle-stroke-width': 2 } },
    {
      id: 'chosen-piles', type: 'symbol', source: 'picked', filter: alone, minzoom: 12.5,
      layout: { ...text, 'text-field': ['case', ['>', ['get', 'piles'], 0], ['to-string', ['get', 'piles']], ''], 'text-size': byZoom(12.5, 10, 15, 13) },
      paint: { 'text-color': token('go-ink') },
    },
    { id: 'marked', type: 'circle', source: 'plan', filter: none, minzoom: 11, paint: { 'circle-radius': byZoom(11, 8, 13, 12, 15, 16), 'circle-color': 'transparent', 'circle-stroke-color': token('soon-fill'), 'circle-stroke-width': 3 } },
    { id: 'locked-in', type: 'circle', source: 'plan', filter: none, paint: { 'circle-radius': byZoom(10, 8, 15, 15), 'circle-color': 'transparent', 'circle-stroke-color': token('ink'), 'circle-stroke-width': 3 } },
    { id: 'locked-out', type: 'symbol', source: 'plan', filter: none, layout: { ...text, 'text-field': '×', 'text-size': 24 }, paint: { 'text-color': token('stop'), 'text-halo-color': token('card'), 'text-halo-width': 2 } },
    {
      id: 'site-name', type: 'symbol', source: 'plan', minzoom: 14, filter: is('site'),
      layout: { 'text-field': ['get', 'name'], 'text-font': [font], 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 1.1], 'text-optional': true, 'text-max-width': 10 },
      paint: { 'text-color': token('ink'), 'text-halo-color': token('map-land'), 'text-halo-width': 2 },
    },
  ];
}
