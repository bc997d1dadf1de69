// Whether timelines and purchase graph agree with the orders, and making them anew.

import {get, post, remove} from '../api.js';
import {el, show} from '../dom.js';
import {count, words} from '../format.js';
import {caught} from '../states.js';
import {storeTag} from '../stores.js';

const PAUSE = 500;
const FOLLOWERS = {activity: 'cassandra', recommendations: 'neo4j'};

export function projections(signal) {
    const result = el('div', {'aria-live': 'polite'});
    const run = start => start()
        .then(answer => finished(answer, result, signal))
        .catch(problem => show(result, caught(problem)));
    const check = () => run(() => get('/admin/projections/check', {signal}));
    const rebuild = target => run(() => post('/admin/projections/rebuild', {target}, {signal}));
    return el('div', {class: 'panel'},
        el('h2', {}, 'Do the stores agree?'),
        el('p', {class: 'quiet'}, 'Timelines and purchase graph follow the orders. A check compares each of them; ' +
            'a rebuild makes them anew while the shop goes on.'),
        el('p', {class: 'actions'}, el('button', {class: 'primary', onclick: check}, 'Check'),
            Object.keys(FOLLOWERS).map(target => el('button', {onclick: () => rebuild(target)}, 'Rebuild ' + target))),
        result);
}

/** What takes long goes on as a job, whose progress is shown. */
async function finished({status, body}, result, signal) {
    if (status === 200) {
        return show(result, checked(body));
    }
    let job = body;
    while (job.status === 'RUNNING') {
        show(result, progress(job, signal));
        await new Promise(resume => setTimeout(resume, PAUSE));
        job = (await get('/admin/projections/jobs/' + job.id, {signal, quiet: true})).body;
    }
    return show(result, job.result ? checked(job.result) : el('p', {class: 'note'},
        `${words(job.kind)} of ${job.target}: ${job.status.toLowerCase()}, ` +
        `${count(job.processed)} of ${count(job.total)} orders`));
}

function progress({id, kind, target, processed, total}, signal) {
    const cancel = () => remove('/admin/projections/jobs/' + id, {signal}).catch(() => {});
    return el('p', {class: 'actions'},
        el('progress', {max: total, value: processed, 'aria-label': `${words(kind)} of ${target}`}),
        el('span', {}, `${words(kind)} of ${target}: ${count(processed)} of ${count(total)} orders`),
        el('button', {onclick: cancel}, 'Cancel'));
}

function checked(followers) {
    return el('div', {class: 'columns'}, Object.entries(followers).map(([name, follower]) =>
        compared(name, FOLLOWERS[name], follower)));
}

function compared(name, store, {equal, differences, postgres, ...counts}) {
    return el('div', {'data-store': store},
        el('h3', {}, words(name), ' ',
            el('span', {class: equal ? 'badge' : 'badge strong'}, equal ? 'equal' : 'different')),
        el('p', {}, storeTag('postgres'), ' ', count(postgres), ' · ', storeTag(store), ' ', count(counts[store])),
        differences.length > 0 && el('ul', {class: 'small'}, differences.map(each => el('li', {}, each))));
}
