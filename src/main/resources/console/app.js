// Starts the page: the menu, who is signed in, the colour scheme, and the view that the address names.

import {post} from './api.js';
import {el, show} from './dom.js';
import {labIsOpen} from './lab.js';
import {showRequests} from './requests.js';
import {address, link, signInLink, start, VIEWS} from './router.js';
import {end, isAdmin, onSession, session} from './session.js';

const main = document.getElementById('main');
const nav = document.getElementById('nav');
const account = document.getElementById('account');

let lab = false;

function showMenu() {
    const current = address().id;
    const offered = view => !view.hidden && (view.needs !== 'ADMIN' || isAdmin()) && (view.id !== 'break' || lab);
    show(nav, VIEWS.filter(offered).map(view =>
        el('a', {href: link(view.id), 'aria-current': view.id === current && 'page'}, view.title)));
    nav.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest', inline: 'center'});
}

function showAccount() {
    const who = session()?.user;
    show(account,
        el('button', {class: 'icon', 'aria-label': 'Switch between light and dark', onclick: switchScheme}, '◐'),
        who
            ? [el('span', {class: 'who', title: who.email}, who.name), el('button', {onclick: signOut}, 'Sign out')]
            : el('a', {class: 'button', href: signInLink({})}, 'Sign in'));
}

function switchScheme() {
    const root = document.documentElement;
    const preferred = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    root.dataset.scheme = (root.dataset.scheme ?? preferred) === 'dark' ? 'light' : 'dark';
    localStorage.setItem('scheme', root.dataset.scheme);
}

/** The session ends here even where the server can't be told: it forgets it by itself in the end. */
function signOut() {
    const {token} = session();
    end('signed out');
    post('/auth/logout', undefined, {token}).catch(() => {});
}

/** The fragment of the address names the view, so it can't name a place in it. */
function skip(event) {
    event.preventDefault();
    main.focus();
}

function showHead() {
    showMenu();
    showAccount();
}

async function askForLab() {
    lab = await labIsOpen().catch(() => false);
    showMenu();
}

onSession(showHead);
addEventListener('hashchange', showHead);
showHead();
askForLab();
showRequests(document.getElementById('requests'));
document.querySelector('.skip').addEventListener('click', skip);
start(main);
