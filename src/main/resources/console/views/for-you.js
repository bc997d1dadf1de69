// Recommendations, and the walk through the purchase graph behind each.

import {get} from '../api.js';
import {el, renew} from '../dom.js';
import {money} from '../format.js';
import {noteQuery} from '../router.js';
import {session} from '../session.js';
import {empty, live} from '../states.js';
import {storeTag} from '../stores.js';
import {walkGraph} from './walk.js';

export async function view({query, signal}) {
    const path = '/recommend/' + session().user.id;
    const {body} = await get(path, {signal});
    return el('section', {},
        el('h1', {}, 'For you'),
        body.items.length === 0 ? empty(nothing(body)) : [
            el('p', {class: 'lead'}, strategy(body.strategy), ' Choose one to see the way to it in ',
                storeTag('neo4j'), '.'),
            body.truncated && el('p', {class: 'note'},
                'This list is less than it should be, because Neo4j did not answer in time.'),
            el('div', {class: 'sided walks'}, await picks(body.items, path, query, signal)),
        ]);
}

/** Returns the list, and the walk to what is chosen in it. */
async function picks(items, path, query, signal) {
    const graph = el('div', {class: 'panel', 'data-store': 'neo4j', 'aria-live': 'polite'});
    const list = el('ol', {class: 'plain stack picks'});
    let chosen = items.find(({productId}) => productId === query.get('walk')) ?? items[0];
    const walk = live(graph, 'Walking', async () => {
        const item = chosen;
        return walkGraph(item, (await get(`${path}/walk/${encodeURIComponent(item.productId)}`, {signal})).body);
    });
    const choose = item => {
        chosen = item;
        query.set('walk', item.productId);
        noteQuery(query);
        renew(list, items.map(each => pick(each, each === item, () => choose(each))));
        return walk();
    };
    await choose(chosen);
    return [list, graph];
}

/** Why there is nothing to choose from. */
function nothing({strategy, truncated}) {
    if (truncated) {
        return 'Neo4j did not answer in time, and nothing else is known to be popular that you have not bought.';
    }
    return strategy === 'personal'
        ? 'There is nothing left to recommend: you have bought all that others bought.'
        : 'There is nothing to recommend yet: it would be what others buy.';
}

function strategy(name) {
    return name === 'personal'
        ? 'What people bought who bought what you bought.'
        : 'What is popular: you have bought nothing yet, or the graph could not be asked in time.';
}

function pick({productId, name, price, because}, isChosen, choose) {
    return el('li', {},
        el('button', {
            class: 'pick', 'data-key': productId, 'aria-pressed': String(isChosen),
            onclick: choose,
        }, el('span', {class: 'clamp', dir: 'auto'}, name), el('span', {class: 'quiet number'}, money(price)),
            el('span', {class: 'quiet small'},
                because.length ? `because of ${because.length} you bought` : 'popular')));
}
