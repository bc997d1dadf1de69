// Recommendations, and the walk through the purchase graph behind each.

import {get} from '../api.js';
import {el, renew} from '../dom.js';
import {money} from '../format.js';
import {link, noteQuery} from '../router.js';
import {session} from '../session.js';
import {empty, live} from '../states.js';
import {storeTag} from '../stores.js';
import {walkGraph} from './walk.js';

export async function view({query, signal}) {
    const path = '/recommend/' + session().user.id;
    const {body} = await get(path, {signal});
    const graph = el('div', {class: 'panel', 'data-store': 'neo4j', 'aria-live': 'polite'});
    const list = el('ol', {class: 'plain stack picks'});
    const choose = productId => {
        query.set('walk', productId);
        noteQuery(query);
        renew(list, body.items.map(item => pick(item, productId, choose)));
        const item = body.items.find(each => each.productId === productId);
        return live(graph, 'Walking', async () =>
            walkGraph(item, (await get(`${path}/walk/${encodeURIComponent(productId)}`, {signal})).body))();
    };
    if (body.items.length === 0) {
        return empty('There is nothing left to recommend: you have bought it all.');
    }
    const asked = body.items.find(item => item.productId === query.get('walk')) ?? body.items[0];
    await choose(asked.productId);
    return el('section', {},
        el('h1', {}, 'For you'),
        el('p', {class: 'lead'}, strategy(body.strategy), ' Choose one to see the way to it in ',
            storeTag('neo4j'), '.'),
        body.truncated && el('p', {class: 'note'}, 'This list is less than it should be, because Neo4j did not answer in time.'),
        el('div', {class: 'sided walks'}, list, graph));
}

function strategy(name) {
    return name === 'personal'
        ? 'What people bought who bought what you bought.'
        : 'What is popular: you have bought nothing yet, or the graph could not be asked in time.';
}

function pick({productId, name, price, because}, chosen, choose) {
    return el('li', {},
        el('button', {
            class: 'pick', 'data-key': productId, 'aria-pressed': String(productId === chosen),
            onclick: () => choose(productId),
        }, el('span', {class: 'clamp', dir: 'auto'}, name), el('span', {class: 'quiet number'}, money(price)),
            el('span', {class: 'quiet small'},
                because.length ? `because of ${because.length} you bought` : 'popular')));
}
