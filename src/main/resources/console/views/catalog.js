// The catalog: search as you type, facets, and the documents themselves.

import {get} from '../api.js';
import {el, renew, show} from '../dom.js';
import {money} from '../format.js';
import {link, noteQuery} from '../router.js';
import {isAdmin} from '../session.js';
import {empty, live} from '../states.js';
import {besideView} from './beside.js';
import {facetList, facetsFor} from './facets.js';
import {morePages} from './more.js';
import {planPanel} from './plan.js';
import {kind, productView} from './product.js';

const TYPING = 120;
const SORTS = {
    id: 'by id', price: 'cheapest first', '-price': 'dearest first', name: 'by name', '-createdAt': 'newest first',
};
const PAIR = ['halvory-slate-14', 'a-short-walk-to-the-moon'];

export function view(request) {
    const [id, other] = request.path;
    if (other) {
        return besideView(id, other, request);
    }
    return id ? productView(id, request) : listView(request);
}

async function listView({query, signal}) {
    const results = el('div', {'aria-live': 'polite'});
    const facets = el('div', {class: 'filters'});
    const change = (name, values) => {
        query.delete(name);
        values.filter(value => value !== '').forEach(value => query.append(name, value));
        noteQuery(query);
        return search();
    };
    const [plan, planAgain] = isAdmin() ? planPanel(query, signal) : [null, () => {}];
    const search = live(results, 'Searching', () => {
        planAgain();
        return firstPage(query, signal);
    }, page => {
        renew(facets, facetList(page.facets, query, change));
        return page.items.length ? list(page, query, signal) : empty(nothing(query));
    });
    const pair = el('span', {});
    pairLink(signal).then(found => show(pair, found), () => {});
    await search();
    return el('section', {},
        el('div', {class: 'heading'}, el('h1', {}, 'Catalog'), pair),
        el('div', {class: 'search', role: 'search'}, searchInput(query, change), sorting(query, change)),
        plan,
        el('div', {class: 'sided'}, facetPanel(facets), results));
}

/** Which attributes can be counted depends on what was found, so the facets are asked for after the products. */
async function firstPage(query, signal) {
    const asked = new URLSearchParams(query);
    const page = (await get('/products?' + asked, {signal})).body;
    const counted = new URLSearchParams([...asked, ['facets', facetsFor(page.items, asked)], ['limit', 1]]);
    const {facets} = (await get('/products?' + counted, {signal})).body;
    return {...page, facets};
}

/**
 * Two products of the demo shop, if both are there. They are searched for by the words of their ids, as in their names:
 * to ask for one that is not there is an error, which the browser would log.
 */
async function pairLink(signal) {
    const found = await Promise.all(PAIR.map(async id => {
        const query = new URLSearchParams({q: id.replaceAll('-', ' ')});
        return (await get('/products?' + query, {signal, quiet: true})).body.items.some(product => product.id === id);
    }));
    return found.every(Boolean) && el('a', {href: link('catalog', ...PAIR)}, 'A laptop beside a novel');
}

function nothing(query) {
    const narrowed = [...query].some(([name, value]) => name !== 'sort' && value.trim() !== '');
    return narrowed ? 'No product matches all of this.' : 'The catalog has no product yet.';
}

function searchInput(query, change) {
    let typing;
    const typed = event => {
        clearTimeout(typing);
        typing = setTimeout(() => change('q', [event.target.value]), TYPING);
    };
    return el('input', {
        type: 'search', value: query.get('q') ?? '', oninput: typed,
        'aria-label': 'Search the catalog', placeholder: 'Search: moon, laptop matte, grav…',
    });
}

function sorting(query, change) {
    return el('select', {'aria-label': 'Order', onchange: event => change('sort', [event.target.value])},
        Object.entries(SORTS).map(([value, text]) =>
            el('option', {value, selected: value === (query.get('sort') ?? 'id')}, text)));
}

/** On a narrow screen the facets would push the products away: there they are folded. */
function facetPanel(facets) {
    return el('details', {class: 'facets', open: matchMedia('(min-width: 820px)').matches},
        el('summary', {}, 'Narrow down'), facets);
}

function list(page, query, signal) {
    const cards = el('div', {class: 'cards'}, page.items.map(card));
    const asked = [...query];
    return el('div', {}, cards, morePages('Show more', page.nextCursor,
        cursor => get('/products?' + new URLSearchParams([...asked, ['cursor', cursor]]), {signal}),
        ({items}) => cards.append(...items.map(card))));
}

function card({id, name, category, brand, price, attributes}) {
    return el('article', {class: 'card'},
        el('p', {class: 'quiet small clamp'}, kind({category, brand})),
        el('h2', {}, el('a', {href: link('catalog', id), dir: 'auto'}, name)),
        el('div', {class: 'keys'}, Object.keys(attributes).map(key => el('span', {}, key))),
        el('p', {class: 'price'}, money(price)));
}
