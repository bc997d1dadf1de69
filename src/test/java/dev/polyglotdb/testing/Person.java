package dev.polyglotdb.testing;

/** A user of the shop with a session. */
public record Person(long id, String email, String password, String token, Client client) {

    public Reply get(String path) {
        return client.get(path);
    }

    public Reply post(String path, String json) {
        return client.post(path, json);
    }

    public Reply post(String path) {
        return client.post(path);
    }

    /** Orders one product by invoice. */
    public Reply orders(String productId, int quantity) {
        return post("/orders", order(productId, quantity));
    }

    /** Places an order with an idempotency key. However often it is sent, it places one order. */
    public Reply ordersOnce(String key, String order) {
        return client.with("Idempotency-Key", key).post("/orders", order);
    }

    /** Returns the JSON of an order of one product by invoice. */
    public static String order(String productId, int quantity) {
        return "{\"items\": [{\"productId\": \"%s\", \"quantity\": %d}]}".formatted(productId, quantity);
    }

    /** Returns the JSON of an order of one product, paid by card. */
    public static String cardOrder(String productId, int quantity, String token) {
        return """
                {"items": [{"productId": "%s", "quantity": %d}], "payment": {"method": "card", "token": "%s"}}""".formatted(productId, quantity, token);
    }
}
