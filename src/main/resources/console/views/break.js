// Break a store, watch what goes on, heal it, and count what became of each order.

import {call, get} from '../api.js';
import {el, renew, show} from '../dom.js';
import {every} from '../every.js';
import {count, time, words} from '../format.js';
import {stateWord} from '../health.js';
import {labIsOpen} from '../lab.js';
import {caught, empty} from '../states.js';
import {STORES, storeTag} from '../stores.js';
import {stateBadge} from './flow.js';
import {probes} from './probes.js';

const PAUSE = 1000;
const GOES_ON = {
    postgres: 'Catalog, recommendations and activity go on, for sessions that exist.',
    mongodb: 'Sessions, orders that exist, activity, and products that were read before go on.',
    redis: 'What needs no session goes on. This page needs one, so it waits until you heal it.',
    cassandra: 'Everything else goes on; orders reach the timelines later.',
    neo4j: 'Everything else goes on; recommendations come from the last known list.',
};

export async function view({signal}) {
    if (!await labIsOpen()) {
        return el('section', {}, el('h1', {}, 'Break it'),
            empty('Stores can be broken only where the application runs from its sources: ./mvnw spring-boot:test-run'));
    }
    const [traffic, ledger, seen, message, trouble] = Array.from({length: 5}, () => el('div', {}));
    const cards = el('div', {class: 'columns'});
    const act = (method, path, json) => call(method, path, {json, signal})
        .then(() => refresh(show(message)), problem => show(message, caught(problem)));
    async function refresh() {
        probes(signal).then(table => renew(seen, table));
        const [lab, overview] = await Promise.all([get('/break', {signal, quiet: true}), get('/admin/overview', {signal, quiet: true})]);
        renew(cards, STORES.map(({id}) => storeCard(id, lab.body, overview.body, act)));
        renew(traffic, trafficPanel(lab.body.traffic, overview.body.outbox, act));
        renew(ledger, ledgerPanel(lab.body.ledger, act));
        show(trouble);
    }
    await refresh().catch(problem => show(trouble, caught(problem)));
    every(PAUSE, signal, () => refresh().catch(problem => show(trouble, caught(problem))));
    return el('section', {class: 'stack'},
        el('h1', {}, 'Break it'),
        el('p', {class: 'lead'}, 'Turn the traffic on, take a store away in any way you like, see what goes on and what waits, and heal it. Then count.'),
        message, trouble,
        el('div', {class: 'columns'}, traffic, seen, ledger),
        cards);
}

function storeCard(id, {engines}, {stores}, act) {
    const engine = engines.find(({store}) => store === id);
    const {state, circuit, calls} = stores.find(({store}) => store === id);
    const broken = engine.state !== 'healthy';
    return el('article', {class: broken ? 'panel broken' : 'panel', 'data-store': id},
        el('h2', {class: 'split'}, storeTag(id), el('span', {}, broken && el('span', {class: 'badge strong'}, words(engine.state)), ' ', stateBadge(stateWord(state)))),
        el('p', {class: 'small quiet'}, GOES_ON[id]),
        el('p', {class: 'small'}, `${calls.perSecond.toFixed(1)} calls/s, ${count(calls.failed)} failed, ${count(calls.refused)} refused, circuit ${circuit}`),
        el('p', {class: 'actions'}, engine.can.map(fault => el('button', {
            'data-key': id + fault, class: fault === 'heal' && broken && 'primary', disabled: (fault === 'heal') !== broken,
            onclick: () => act('POST', `/break/${id}/${fault}`),
        }, words(fault.replace('-', ' '))))));
}

function trafficPanel({on, perSecond}, outbox, act) {
    return el('div', {class: 'panel'}, el('h2', {}, 'Traffic'),
        el('p', {class: 'quiet'}, on ? `${perSecond} requests a second: orders, views, searches.` : 'Nobody is shopping.'),
        el('p', {}, el('b', {class: 'big'}, outbox ? count(outbox.pending) : '?'), el('span', {class: 'quiet'}, ' wait in the outbox')),
        el('p', {class: 'actions'}, el('button', {
            'data-key': 'traffic', role: 'switch', 'aria-checked': String(on), class: on ? '' : 'primary',
            onclick: () => act('PUT', '/break/traffic', {on: !on}),
        }, on ? 'Stop the traffic' : 'Start the traffic')));
}

function ledgerPanel({checkedAt, ...counts}, act) {
    return el('div', {class: 'panel', 'data-store': 'postgres'}, el('h2', {}, 'Ledger'),
        el('dl', {class: 'facts ledger'}, Object.entries(counts).map(([name, number]) =>
            [el('dt', {}, name), el('dd', {class: 'number'}, count(number))])),
        el('p', {class: 'actions'}, el('button', {'data-key': 'ledger', onclick: () => act('POST', '/break/ledger')}, 'Count again'),
            checkedAt && el('span', {class: 'quiet small'}, 'counted at ' + time(checkedAt))));
}
