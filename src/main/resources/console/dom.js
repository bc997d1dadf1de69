// Makes elements. Texts always become text nodes, so nothing that a store holds is ever read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * el('button', {class: 'primary', onclick: order}, 'Order'): listeners begin with "on"; `false`, `null` and
 * `undefined` leave an attribute or a child out; nested lists of children are flattened.
 */
export function el(tag, attributes, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        set(element, name, value);
    }
    element.append(...present(children));
    return element;
}

function set(element, name, value) {
    if (name.startsWith('on')) {
        element.addEventListener(name.slice(2), value);
    } else if (name === 'value' || name === 'checked' || name === 'selected') {
        element[name] = value;
    } else if (value === true) {
        element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(name, value);
    }
}

function present(children) {
    return children.flat(Infinity).filter(child => child !== false && child !== null && child !== undefined);
}

/** Replaces what is in the element. */
export function show(element, ...children) {
    element.replaceChildren(...present(children));
    return element;
}

/**
 * Replaces what is in the element; what had the focus has it again, and what was unfolded is so again, if it is still
 * there by its `data-key`.
 */
export function renew(element, ...children) {
    const open = [...element.querySelectorAll('details[open][data-key]')].map(({dataset}) => dataset.key);
    keepFocus(element, () => {
        show(element, ...children);
        open.forEach(key => keyed(element, key)?.setAttribute('open', ''));
    });
}

function keyed(element, key) {
    return element.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/** Replaces only what differs: a button that is the same stays, also while the mouse is pressed on it. */
export function update(element, ...children) {
    keepFocus(element, () => updateChildren(element, present(children)));
}

/** What is folded can't have the focus, so it is unfolded. */
function keepFocus(element, change) {
    const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    change();
    if (key && !element.contains(document.activeElement)) {
        const found = keyed(element, key);
        found?.closest('details')?.setAttribute('open', '');
        found?.focus();
    }
}

function updateChildren(element, fresh) {
    const old = [...element.childNodes];
    fresh.forEach((node, i) => i < old.length ? updateNode(old[i], node) : element.append(node));
    old.slice(fresh.length).forEach(node => node.remove());
}

/** What is changed in place has children, and is no button: its listener belongs to what it says. */
function updateNode(old, fresh) {
    if (old.isEqualNode(fresh)) {
        return;
    }
    const inPlace = old.nodeName === fresh.nodeName && old.nodeName !== 'BUTTON' && old.childElementCount > 0;
    if (inPlace) {
        updateAttributes(old, fresh);
        updateChildren(old, [...fresh.childNodes]);
    } else {
        old.replaceWith(fresh);
    }
}

function updateAttributes(old, fresh) {
    [...old.attributes].filter(({name}) => !fresh.hasAttribute(name)).forEach(({name}) => old.removeAttribute(name));
    [...fresh.attributes].forEach(({name, value}) => old.setAttribute(name, value));
}

/** A listener that does nothing while what it began goes on. Its button keeps the focus, unlike a disabled one. */
export function oneAtATime(act) {
    return async ({currentTarget: button}) => {
        if (button.hasAttribute('aria-disabled')) {
            return;
        }
        button.setAttribute('aria-disabled', 'true');
        try {
            await act();
        } finally {
            button.removeAttribute('aria-disabled');
        }
    };
}

/** What may be wider than the screen and is scrolled by itself, by keyboard too. */
export function scrolling(label, ...children) {
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, children);
}
