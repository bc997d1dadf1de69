// The walk behind a recommendation as a graph: you, what you bought, others who bought it too, the product.

import {el, scrolling, svg} from '../dom.js';
import {link} from '../router.js';

const WIDTH = 720;
const COLUMNS = [40, 235, 470, 640];
const ROW = 58;
const TOP = 34;

export function walkGraph({productId, name}, walk) {
    const title = el('h2', {class: 'clamp'}, el('a', {href: link('catalog', productId), dir: 'auto'}, name));
    if (walk.paths.length === 0) {
        return [title, el('p', {class: 'quiet'}, 'No walk leads here: it is recommended because it is popular.')];
    }
    return [title, scrolling('The graph', draw(name, walk)), told(walk)];
}

function draw(name, {seeds, buyers, paths}) {
    const height = TOP + Math.max(seeds.length, buyers.length, 1) * ROW;
    const place = placing(height);
    const you = place(0, 0, 1);
    const target = place(3, 0, 1);
    const seedAt = new Map(seeds.map((seed, i) => [seed.productId, place(1, i, seeds.length)]));
    const buyerAt = new Map(buyers.map((buyer, i) => [buyer, place(2, i, buyers.length)]));
    const shares = sumBy(paths, path => path.buyer);
    const most = Math.max(...paths.map(path => path.share));
    const label = `The walk from what you bought to ${name}`;
    return svg('svg', {class: 'walk', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label},
        ['you', 'you bought', 'others bought too', 'so'].map((text, column) => heading(text, column)),
        [...seedAt.values()].map(at => edge(you, at, 1)),
        paths.map(({seed, buyer, share}) => edge(seedAt.get(seed), buyerAt.get(buyer), share / most)),
        [...buyerAt].map(([buyer, at]) => edge(at, target, shares.get(buyer) / Math.max(...shares.values()))),
        person(you, 'you'), person(target, '', 'target'),
        seeds.map(seed => product(seedAt.get(seed.productId), seed.name ?? seed.productId)),
        [...buyerAt].map(([buyer, at]) => person(at, buyer)));
}

/** Spreads what stands in one column evenly over the height. */
function placing(height) {
    return (column, index, size) => ({x: COLUMNS[column], y: TOP + (height - TOP) * (index + .5) / size});
}

function sumBy(paths, key) {
    const sums = new Map();
    paths.forEach(path => sums.set(key(path), (sums.get(key(path)) ?? 0) + path.share));
    return sums;
}

function heading(text, column) {
    return svg('text', {x: COLUMNS[column], y: 16, class: 'column', 'text-anchor': 'middle'}, text);
}

/** The more a path adds to the score, the thicker its edges. */
function edge(from, to, weight) {
    const bend = (to.x - from.x) / 2;
    return svg('path', {
        class: 'edge', 'stroke-width': 1 + 3.5 * weight, 'stroke-opacity': .35 + .65 * weight,
        d: `M${from.x} ${from.y} C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`,
    });
}

function person({x, y}, text, kind = 'person') {
    return svg('g', {class: kind}, svg('circle', {cx: x, cy: y, r: 19}),
        svg('text', {x, y: y + 5, 'text-anchor': 'middle'}, kind === 'target' ? '★' : text));
}

function product({x, y}, name) {
    const text = name.length > 24 ? name.slice(0, 23) + '…' : name;
    return svg('g', {class: 'product'}, svg('title', {}, name),
        svg('rect', {x: x - 92, y: y - 17, width: 184, height: 34, rx: 8}),
        svg('text', {x, y: y + 5, 'text-anchor': 'middle'}, text));
}

/** The same in words, for whoever can't see the drawing. */
function told({seeds, buyers, paths, truncated}) {
    return el('p', {class: 'quiet small'},
        `${paths.length} ways over ${buyers.length} other ${buyers.length === 1 ? 'buyer' : 'buyers'} of ` +
        `${seeds.map(seed => seed.name ?? seed.productId).join(', ')}. Thicker ways count more.`,
        truncated && ' There are more of them.');
}
