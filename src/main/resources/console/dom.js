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

/** Replaces what is in the element; what had the focus has it again, if it is still there by its `data-key`. */
export function renew(element, ...children) {
    const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    show(element, ...children);
    if (key) {
        element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    }
}

/** What may be wider than the screen and is scrolled by itself, by keyboard too. */
export function scrolling(label, ...children) {
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, children);
}
