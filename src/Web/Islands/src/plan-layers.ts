import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from './tokens';

/** A plan's source as layers: people by their share served, stations that stand, sites, and above them what was chosen or wished. */
export function planLayers(font: string): LayerSpecification[] {
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
