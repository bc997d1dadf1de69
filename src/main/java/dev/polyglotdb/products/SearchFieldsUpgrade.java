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
 * Derives the search fields again for all products whose fields are missing or were written by an older version of the
 * application. A separate collection records the completed upgrade, so that every later start reads only one document.
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
            // A concurrent write of the product sets the current fields itself.
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
