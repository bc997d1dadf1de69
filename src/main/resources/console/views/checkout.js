// The basket, how it is paid, and the button that sends the order with its idempotency key.

import {post} from '../api.js';
import {basket, clear, onChange, renewKey, setPayment} from '../basket.js';
import {el, oneAtATime, show} from '../dom.js';
import {go, link} from '../router.js';
import {remember} from '../sent-orders.js';
import {session} from '../session.js';
import {empty, failure} from '../states.js';
import {basketLines} from './basket-lines.js';
import {refusedProducts} from './refused-products.js';

const PAYMENTS = {
    tok_visa: 'Card, is captured', tok_slow: 'Card, takes a second', tok_declined: 'Card, is declined',
    tok_error: 'Card, gateway fails', '': 'Invoice',
};

/** All but the lines is made once: what is chosen stays chosen, and a button stays below the mouse on it. */
export function checkout(signal) {
    const [lines, drawLines] = basketLines();
    const payment = el('select', {onchange: () => setPayment(payment.value)},
        Object.entries(PAYMENTS).map(([value, text]) => el('option', {value}, text)));
    const key = el('code', {});
    const message = el('div', {});
    const send = oneAtATime(() => place(message, signal));
    const whole = el('div', {class: 'stack'},
        lines,
        el('label', {class: 'field'}, 'Payment', payment),
        el('p', {class: 'quiet small'}, 'Idempotency-Key ', key),
        el('button', {class: 'primary', 'data-key': 'send', onclick: send}, 'Place the order'), message);
    const nothing = empty('Nothing picked yet.');
    const latest = el('p', {class: 'quiet small', role: 'status'});
    const panel = el('div', {class: 'panel stack'}, el('div', {}, el('h2', {}, 'Basket'), latest), nothing);
    const draw = changed => {
        const now = basket();
        if (changed || now.lines.length === 0) {
            show(latest, changed && picked(changed));
        }
        drawLines(now.lines);
        payment.value = now.token;
        show(key, now.key);
        const shown = now.lines.length > 0 ? whole : nothing;
        if (panel.lastElementChild !== shown) {
            panel.lastElementChild.replaceWith(shown);
        }
    };
    draw();
    onChange(draw, signal);
    return panel;
}

/** Who can't see the lines is told of each change. */
function picked({product, quantity}) {
    const name = product.name.slice(0, 100);
    return quantity > 0 ? `${quantity} × ${name} in the basket` : `${name} is out of the basket`;
}

/** The view may be left meanwhile, the basket changed, and somebody else signed in. */
async function place(message, signal) {
    const {lines, token, key} = basket();
    const buyer = session().user.id;
    const items = lines.map(({product, quantity}) => ({productId: product.id, quantity}));
    const order = {items, payment: token ? {method: 'card', token} : {method: 'invoice'}};
    show(message);
    const answer = await post('/orders', order, {headers: {'Idempotency-Key': key}}).catch(problem => problem);
    if (session()?.user.id !== buyer) {
        return;
    }
    if (answer.status === 201) {
        placed(answer.body.id, key, order, signal);
    } else {
        show(message, failure(answer, null, refusedProducts(answer, lines)), unplaced(answer, key, order));
    }
}

function placed(id, key, order, signal) {
    remember(id, key, order);
    if (basket().key === key) {
        clear();
    }
    if (!signal.aborted) {
        go(link('order', id));
    }
}

/** A declined order is kept, and so is its answer: the next try is another order. */
function unplaced({status, body}, key, order) {
    if (body?.orderId) {
        renewKey();
        remember(body.orderId, key, order);
        return el('p', {}, el('a', {class: 'button', href: link('order', body.orderId)},
            `See what was kept of order ${body.orderId}`));
    }
    return (status === 0 || status >= 500) &&
        el('p', {class: 'quiet small'}, 'If it was placed all the same, the same key orders nothing twice.');
}
