// The lines of the basket. Each stays the element that it is while its product is in there, so that whoever is typing
// in one keeps the focus.

import {setQuantity} from '../basket.js';
import {el} from '../dom.js';

/** Returns the list, and a function that draws these lines in it. */
export function basketLines() {
    const list = el('ul', {class: 'plain rows'});
    const inputs = new Map();
    return [list, lines => {
        const ids = new Set(lines.map(({product}) => product.id));
        [...inputs].filter(([id]) => !ids.has(id)).forEach(([id, input]) => {
            input.parentElement.remove();
            inputs.delete(id);
        });
        lines.forEach(({product, quantity}) => {
            if (!inputs.has(product.id)) {
                inputs.set(product.id, quantityInput(product));
                list.append(el('li', {},
                    el('span', {class: 'clamp', dir: 'auto'}, product.name), inputs.get(product.id)));
            }
            inputs.get(product.id).value = quantity;
        });
    }];
}

function quantityInput({id, name}) {
    return el('input', {
        type: 'number', min: 0, max: 1000, class: 'quantity', 'data-key': id,
        onchange: event => setQuantity(id, Number(event.target.value)),
        'aria-label': 'Quantity of ' + name.slice(0, 100),
    });
}
