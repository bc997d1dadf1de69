package dev.polyglotdb.orders.stock;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;

/** The administrator of the shop, who sets stock and deletes products. */
record Storekeeper(Shop shop) {

    /** Returns the status of the answer. */
    int delete(String product) {
        return shop.admin()
                .client()
                .send("DELETE", "/products/" + product, BodyPublishers.noBody())
                .status();
    }

    /** @param onHand as it is to stand in the body */
    Reply put(String product, Object onHand) {
        return put(shop.admin().client(), product, "{\"onHand\": " + onHand + "}");
    }

    /** Has any client send any body. */
    static Reply put(Client client, String product, String body) {
        return client.with("Content-Type", "application/json")
                .send("PUT", "/products/" + product + "/stock", BodyPublishers.ofString(body));
    }
}
