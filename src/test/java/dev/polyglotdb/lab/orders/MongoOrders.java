package dev.polyglotdb.lab.orders;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** Orders in MongoDB without its transactions: a document a product, which notes what pending orders hold of it. */
class MongoOrders extends TwoPhaseOrders {

    static final String STEPS = """
            orders.insertOne({_id, userId, status: "PENDING", lines: [{productId, quantity}], total})
            each product: products.updateOne({_id, onHand: {$gte: quantity}},
                {$inc: {onHand: -quantity}, $push: {holds: {order, quantity}}})
            orders.updateOne({_id, status: "PENDING"}, {$set: {status: "PAID", payment: {reference}}})
            products.updateMany({_id: {$in: products}}, {$pull: {holds: {order}}})
            refused: orders.updateOne({_id, status: "PENDING"}, {$set: {status: "REFUSED"}}), and for each that it holds
            products.updateOne({_id, "holds.order": order}, {$inc: {onHand: quantity}, $pull: {holds: {order}}})""";

    private static final String DATABASE = "lab_orders";

    private final MongoDatabase mongo;
    private final MongoCollection<Document> products;
    private final MongoCollection<Document> orderDocuments;

    MongoOrders(MongoClient client) {
        mongo = client.getDatabase(DATABASE);
        products = mongo.getCollection("products");
        orderDocuments = mongo.getCollection("orders");
    }

    @Override
    public void prepare(SortedMap<String, Integer> stock) {
        drop();
        products.insertMany(stock.entrySet().stream()
                .map(each -> new Document("_id", each.getKey())
                        .append("onHand", each.getValue())
                        .append("holds", List.of()))
                .toList());
        orderDocuments.createIndex(Indexes.ascending("userId", "_id"));
    }

    @Override
    void begin(Checkout checkout) {
        orderDocuments.insertOne(new Document("_id", checkout.id())
                .append("userId", checkout.userId())
                .append("status", PENDING)
                .append(
                        "lines",
                        checkout.quantities().entrySet().stream()
                                .map(line ->
                                        new Document("productId", line.getKey()).append("quantity", line.getValue()))
                                .toList())
                .append("total", checkout.total()));
    }

    @Override
    boolean hold(Hold hold) {
        var noted = new Document("order", hold.orderId()).append("quantity", hold.quantity());
        return products.updateOne(
                                and(eq("_id", hold.productId()), gte("onHand", hold.quantity())),
                                combine(inc("onHand", -hold.quantity()), push("holds", noted)))
                        .getModifiedCount()
                == 1;
    }

    @Override
    void giveBack(Hold hold) {
        products.updateOne(
                and(eq("_id", hold.productId()), eq("holds.order", hold.orderId())),
                combine(inc("onHand", hold.quantity()), pull("holds", new Document("order", hold.orderId()))));
    }

    @Override
    boolean decide(Checkout checkout, String status) {
        var change = status.equals(PAID)
                ? combine(
                        set("status", status),
                        set(
                                "payment",
                                new Document("reference", checkout.reference().toString())))
                : set("status", status);
        return orderDocuments
                        .updateOne(and(eq("_id", checkout.id()), eq("status", PENDING)), change)
                        .getModifiedCount()
                == 1;
    }

    @Override
    void settle(long orderId, Collection<String> productIds) {
        products.updateMany(in("_id", productIds), pull("holds", new Document("order", orderId)));
    }

    @Override
    Collection<Checkout> pending() {
        return orders(PENDING).stream()
                .map(order ->
                        new Checkout(order.getLong("_id"), order.getLong("userId"), quantities(order), new UUID(0, 0)))
                .toList();
    }

    @Override
    Collection<Hold> holds() {
        var holds = new ArrayList<Hold>();
        for (var product : products.find()) {
            product.getList("holds", Document.class)
                    .forEach(noted -> holds.add(
                            new Hold(product.getString("_id"), noted.getLong("order"), noted.getInteger("quantity"))));
        }
        return holds;
    }

    @Override
    public void reconnect() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> mongo.runCommand(new Document("ping", 1)) != null);
    }

    @Override
    public Books books() {
        var onHand = new TreeMap<String, Integer>();
        products.find().forEach(product -> onHand.put(product.getString("_id"), product.getInteger("onHand")));
        var sold = new HashMap<Long, Map<String, Integer>>();
        orders(PAID).forEach(order -> sold.put(order.getLong("_id"), quantities(order)));
        var paid = new HashSet<Long>();
        orderDocuments.find().forEach(order -> {
            if (order.containsKey("payment")) {
                paid.add(order.getLong("_id"));
            }
        });
        return new Books(onHand, sold, paid);
    }

    @Override
    public void drop() {
        mongo.drop();
    }

    private List<Document> orders(String status) {
        return StreamSupport.stream(orderDocuments.find(eq("status", status)).spliterator(), false)
                .toList();
    }

    private static SortedMap<String, Integer> quantities(Document order) {
        var quantities = new TreeMap<String, Integer>();
        order.getList("lines", Document.class)
                .forEach(line -> quantities.put(line.getString("productId"), line.getInteger("quantity")));
        return quantities;
    }
}
