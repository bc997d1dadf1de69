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
 * The MongoDB emulator, extended for catalogs of a hundred thousand products. A list without an index still scans all
 * products, but sorts and holds only those it returns. It is used only in the emulator's own JVM.
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

    /** An inner class, because the constructor of its superclass already calls methods that create collections. */
    final class Database extends H2Database {

        private Database(String name) {
            super(name, getMvStore(), MongoEmulator.this.getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
            String name = getFullCollectionNamespace(collection);
            MVMap<Object, Document> documents = getMvStore()
                    .openMap("databases." + name, new MVMap.Builder<Object, Document>().valueType(DOCUMENTS));
            // Loads all documents into the cache. Otherwise the first query after a start would exceed the client's
            // time-out.
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

    /**
     * An index that finds nothing. It does not report that it is empty, because the emulator would then try to fill it
     * at each start.
     */
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
