package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The emulator of MongoDB, made fit for a catalog of a hundred thousand products: lists without an index look through all of it,
 * but sort and keep no more than they show. Used in the emulator's own JVM only.
 */
final class MongoEmulator extends H2Backend {

    private static final BsonType DOCUMENTS = new BsonType();

    MongoEmulator(MVStore store) {
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new Database(name);
    }

    /** An inner class, since the constructor of its superclass already asks it for collections. */
    final class Database extends H2Database {

        private Database(String name) {
            super(name, getMvStore(), MongoEmulator.this.getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
            String name = getFullCollectionNamespace(collection);
            MVMap<Object, Document> documents = getMvStore()
                    .openMap("databases." + name, new MVMap.Builder<Object, Document>().valueType(DOCUMENTS));
            // Into the cache, for which the first query after a start would else take longer than its client waits.
            documents.values().forEach(document -> {});
            MVMap<String, Object> meta = getMvStore().openMap("meta." + name);
            return new MongoEmulatorCollection(this, collection, options, documents, meta, cursorRegistry);
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            return new IgnoredIndex(index, keys);
        }
    }

    /** An index that finds nothing. It does not say that it is empty, or it would be filled with nothing at each start. */
    static final class IgnoredIndex extends EmptyIndex<Object> {

        private IgnoredIndex(String name, List<IndexKey> keys) {
            super(name, keys);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }
}
