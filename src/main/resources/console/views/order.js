// An order: "#/order" places one, "#/order/130" traces it.

import {placeView} from './place.js';
import {traceView} from './trace.js';

export function view(request) {
    const [id] = request.path;
    return id ? traceView(id, request) : placeView(request);
}
