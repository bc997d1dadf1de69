// Facets: how many products have which category, brand and attributes.

import {el} from '../dom.js';
import {count} from '../format.js';

const ATTRIBUTES = 8;
const VALUES = 8;
const SINGLE = ['category', 'brand'];

/** Names to count: category, brand, what is chosen, and the attributes that most of these products have. */
export function facetsFor(products, query) {
    const chosen = [...query.keys()].filter(name => name.startsWith('attr.'));
    const found = new Map();
    products.flatMap(product => Object.entries(product.attributes)).filter(isCountable)
        .forEach(([key]) => found.set('attr.' + key, (found.get('attr.' + key) ?? 0) + 1));
    const common = [...found].sort((one, other) => other[1] - one[1]).slice(0, ATTRIBUTES).map(([name]) => name);
    return [...new Set([...SINGLE, ...chosen, ...common])].join(',');
}

/** Plain values and lists of them, under a key that a filter can address. */
function isCountable([key, value]) {
    const values = [value].flat();
    return /^[^.,$]{1,40}$/.test(key) && values.length > 0 && values.every(isPlain);
}

/** Not a number that JavaScript would round: a filter by it would find nothing. */
function isPlain(value) {
    return value !== null && typeof value !== 'object' && !(Math.abs(value) > Number.MAX_SAFE_INTEGER);
}

/** `change(name, values)` is called with what is chosen then. */
export function facetList(facets, query, change) {
    return Object.entries(facets)
        .filter(([name, values]) => query.has(name) || SINGLE.includes(name) || narrows(values))
        .map(([name, values]) => facet(name, values, query.getAll(name), change));
}

/** Of what is different in almost each product, as its number of pages, nobody wants a list. */
function narrows(values) {
    const products = values.reduce((sum, each) => sum + each.count, 0);
    return values.length > 0 && (products >= 1.5 * values.length || values.length <= 3);
}

/** What is chosen comes first, though other filters may leave none of it. */
function facet(name, values, chosen, change) {
    const isChosen = ({value}) => chosen.includes(String(value));
    const found = values.map(({value}) => String(value));
    const gone = chosen.filter(text => !found.includes(text)).map(value => ({value, count: 0}));
    const ordered = [...values.filter(isChosen), ...gone, ...values.filter(each => !isChosen(each))];
    const pick = (value, on) => {
        const others = SINGLE.includes(name) ? [] : chosen.filter(each => each !== value);
        return change(name, on ? [...others, value] : others);
    };
    const choices = some => some.map(each => choice(name, each, chosen, pick));
    return el('fieldset', {},
        el('legend', {}, name.replace(/^attr\./, '')),
        choices(ordered.slice(0, VALUES)),
        ordered.length > VALUES && el('details', {'data-key': 'more of ' + name},
            el('summary', {}, `${ordered.length - VALUES} more`), choices(ordered.slice(VALUES))));
}

function choice(name, {value, count: products}, chosen, pick) {
    const text = String(value);
    return el('label', {},
        el('input', {
            type: 'checkbox', 'data-key': name + '=' + text, checked: chosen.includes(text),
            onchange: event => pick(text, event.target.checked),
        }),
        el('span', {class: 'clamp', dir: 'auto'}, text), el('span', {class: 'quiet small'}, count(products)));
}
