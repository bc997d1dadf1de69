// What is to be ordered, kept while the page is open.

const lines = new Map();

export function add(product) {
    lines.set(product.id, {product, quantity: (lines.get(product.id)?.quantity ?? 0) + 1});
}

export function setQuantity(id, quantity) {
    if (quantity > 0) {
        lines.get(id).quantity = quantity;
    } else {
        lines.delete(id);
    }
}

export const contents = () => [...lines.values()];
export const clear = () => lines.clear();
