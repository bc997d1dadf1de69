// The five stores. Colour stands for a store on this page, and for nothing else.

import {el} from './dom.js';

export const STORES = [
    {id: 'postgres', name: 'PostgreSQL', holds: 'accounts, orders, payments, stock, outbox'},
    {id: 'mongodb', name: 'MongoDB', holds: 'products as documents'},
    {id: 'redis', name: 'Redis', holds: 'sessions, copies of products'},
    {id: 'cassandra', name: 'Cassandra', holds: 'timelines by user and day'},
    {id: 'neo4j', name: 'Neo4j', holds: 'who bought what, as edges'},
];

const BY_ID = new Map(STORES.map(store => [store.id, store]));

export const isStore = id => BY_ID.has(id);
export const storeName = id => BY_ID.get(id)?.name ?? id;

/** The name of a store beside its colour. */
export function storeTag(id) {
    return el('span', {class: 'store-tag', 'data-store': id}, storeName(id));
}
