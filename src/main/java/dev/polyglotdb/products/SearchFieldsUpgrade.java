package dev.polyglotdb.products;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import dev.polyglotdb.products.search.SearchFields;
import org.bson.Document;

/**
 * Derives the search fields of all products again where an older version of the application wrote them, or none. That it is done
 * is noted in a collection of its own, so that every later start asks for one document only.
 */
record SearchFieldsUpgrade(MongoCollection<Document> collection, MongoCollection<Document> upgrades) {

    void run() {
        var done = and(eq(SearchFields.FIELD), gte("revision", SearchFields.REVISION));
        if (upgrades.find(done).first() != null) {
            return;
        }
        var outdated = ne(SearchFields.REVISION_FIELD, SearchFields.REVISION);
        for (var document : collection.find(outdated)) {
            var product = ProductDocuments.toProduct(document);
            // A product that is written meanwhile has them from that write.
            collection.updateOne(
                    and(eq(product.id()), outdated),
                    Updates.set(SearchFields.FIELD, ProductDocuments.searchFields(product)));
        }
        upgrades.replaceOne(
                eq(SearchFields.FIELD),
                new Document("revision", SearchFields.REVISION),
                new ReplaceOptions().upsert(true));
    }
}
