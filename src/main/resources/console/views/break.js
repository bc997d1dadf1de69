// Break a store, watch what goes on, heal it, and count what became of each order.

import {get, post} from '../api.js';
import {el, show, update} from '../dom.js';
import {every} from '../every.js';
import {count, time, words} from '../format.js';
import {overview} from '../health.js';
import {labIsOpen} from '../lab.js';
import {caught, empty} from '../states.js';
import {storeTag} from '../stores.js';
import {stateBadge} from './flow.js';
import {probes} from './probes.js';

const PAUSE = 1000;
const FAULTS = ['freeze', 'kill', 'slow', 'cut-off', 'heal'];
const GOES_ON = {
    postgres: 'The catalog goes on, recommendations and activity for whoever is logged in already.',
    mongodb: 'Sessions, orders that exist, activity, and products that were read before go on.',
    redis: 'What needs no session goes on. Numbers are hidden, since nobody can be told from anybody else.',
    cassandra: 'Everything else goes on; orders reach the timelines later.',
    neo4j: 'Everything else goes on; recommendations come from the last known popular products.',
};

export async function view({signal}) {
    if (!await labIsOpen()) {
        return el('section', {}, el('h1', {}, 'Break it'),
            empty('Stores can be broken only where the application runs from its sources.'));
    }
    const [traffic, seen, ledger, message, trouble] = Array.from({length: 5}, () => el('div', {}));
    const cards = el('div', {class: 'columns'});
    const tell = problem => show(message, caught(problem));
    const act = path => post(path, undefined, {signal}).then(() => look(show(message)), tell);
    const audit = () => get('/break/ledger', {signal}).then(({body}) => update(ledger, ledgerPanel(audit, body)), tell);
    async function refresh() {
        probes(signal).then(table => update(seen, table));
        const [{body: lab}, {stores, outbox}] =
            await Promise.all([get('/break', {signal, quiet: true}), overview(signal)]);
        const shown = new Map(stores.map(each => [each.store, each]));
        update(cards, lab.engines.map(engine => storeCard(engine, shown.get(engine.store), act)));
        update(traffic, trafficPanel(lab.traffic, outbox, act));
        cards.removeAttribute('aria-busy');
        show(trouble);
    }
    const stale = problem => {
        cards.setAttribute('aria-busy', 'true');
        update(trouble, caught(problem));
    };
    const look = () => refresh().catch(stale);
    show(ledger, ledgerPanel(audit));
    await look();
    every(PAUSE, signal, look);
    return el('section', {class: 'stack'},
        el('h1', {}, 'Break it'),
        el('p', {class: 'lead'}, 'Turn the traffic on, take a store away in any way you like, see what goes on and ' +
            'what waits, and heal it. Then count.'),
        message, trouble,
        el('div', {class: 'columns'}, traffic, seen, ledger),
        cards);
}

function storeCard({store, state: done, can}, {state, circuit, calls}, act) {
    const broken = done !== 'healthy';
    return el('article', {class: broken ? 'panel broken' : 'panel', 'data-store': store},
        el('h2', {class: 'split'}, storeTag(store),
            el('span', {}, broken && el('span', {class: 'badge strong'}, words(done)), ' ', stateBadge(state))),
        el('p', {class: 'small quiet'}, GOES_ON[store]),
        calls && el('p', {class: 'small'}, `${calls.perSecond.toFixed(1)} calls/s, ${count(calls.failed)} failed, ` +
            `${count(calls.refused)} refused, circuit ${circuit}`),
        el('p', {class: 'actions'}, FAULTS.map(fault => el('button', {
            'data-key': store + fault, class: fault === 'heal' && broken && 'primary', disabled: !can.includes(fault),
            onclick: () => act(`/break/${store}/${fault}`),
        }, words(fault.replace('-', ' '))))));
}

function trafficPanel({on, perSecond}, outbox, act) {
    return el('div', {class: 'panel'}, el('h2', {}, 'Traffic'),
        el('p', {class: 'quiet'}, on ? `${perSecond} orders a second, each with a key.` : 'Nobody is shopping.'),
        el('p', {}, el('b', {class: 'big'}, outbox ? count(outbox.pending) : '?'),
            el('span', {class: 'quiet'}, ' wait in the outbox')),
        el('p', {class: 'actions'}, el('button', {
            'data-key': 'traffic', class: !on && 'primary', onclick: () => act('/break/traffic/' + (on ? 'off' : 'on')),
        }, on ? 'Stop the traffic' : 'Start the traffic')));
}

function ledgerPanel(audit, entries) {
    const {checkedAt, ...counts} = entries ?? {};
    return el('div', {class: 'panel', 'data-store': 'postgres'}, el('h2', {}, 'Ledger'),
        entries ? el('dl', {class: 'facts ledger'}, Object.entries(counts).map(([name, number]) =>
            [el('dt', {}, name), el('dd', {class: 'number'}, count(number))]))
            : el('p', {class: 'quiet'}, 'What was acknowledged to the traffic, held against what PostgreSQL has.'),
        el('p', {class: 'actions'}, el('button', {'data-key': 'ledger', onclick: audit}, 'Count'),
            checkedAt && el('span', {class: 'quiet small'}, 'counted at ' + time(checkedAt))));
}
