// The edges of an order, drawn: who bought, and what.

import {el, svg} from '../dom.js';
import {link} from '../router.js';

const WIDTH = 320;
const ROW = 64;

export function edges(found) {
    const height = found.length * ROW;
    const middle = height / 2;
    return el('div', {},
        svg('svg', {class: 'walk', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': 'The edges'},
            found.map((edge, index) => line(middle, (index + .5) * ROW)),
            svg('g', {class: 'person'}, svg('circle', {cx: 34, cy: middle, r: 24}),
                svg('text', {x: 34, y: middle + 5, 'text-anchor': 'middle'}, found[0].userId)),
            found.map(product)),
        el('ul', {class: 'plain small'}, found.map(({userId, productId, orderId, buyers}) =>
            el('li', {}, el('code', {}, `(:User ${userId})-[:BOUGHT {order ${orderId}}]->`), ' ',
                el('a', {href: link('catalog', productId)}, productId),
                el('span', {class: 'quiet'}, `, ${buyers} buyers`)))));
}

function line(from, to) {
    return svg('path', {class: 'edge', 'stroke-width': 2, d: `M36 ${from} C110 ${from} 80 ${to} 150 ${to}`});
}

function product({productId}, index) {
    const y = (index + .5) * ROW;
    const text = productId.length > 21 ? productId.slice(0, 20) + '…' : productId;
    return svg('g', {class: 'product'}, svg('rect', {x: 140, y: y - 17, width: 172, height: 34, rx: 8}),
        svg('text', {x: 226, y: y + 5, 'text-anchor': 'middle'}, text));
}
