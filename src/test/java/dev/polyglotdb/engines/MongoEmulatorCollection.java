package dev.polyglotdb.engines;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/** A collection of the emulator that sorts only the documents it returns, if the query has a sort and a limit. */
final class MongoEmulatorCollection extends H2Collection {

    MongoEmulatorCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        Comparator<Document> order = deriveComparator(orderBy);
        if (order == null || limit <= 0) {
            return super.matchDocuments(query, orderBy, skip, limit, batchSize, fields);
        }
        Stream<Document> matching = streamAllDocumentsWithPosition()
                .parallel()
                .map(DocumentWithPosition::getDocument)
                .filter(document -> documentMatchesQuery(document, query));
        return matchDocumentsFromStream(
                first(skip + limit, matching, order).stream(), query, orderBy, skip, limit, batchSize, fields);
    }

    private static List<Document> first(int count, Stream<Document> documents, Comparator<Document> order) {
        return List.copyOf(documents.collect(
                () -> new PriorityQueue<>(order.reversed()),
                (first, document) -> add(document, first, count, order),
                (first, others) -> others.forEach(document -> add(document, first, count, order))));
    }

    /** @param first the first documents found so far, with the last of them at the head */
    private static void add(Document document, PriorityQueue<Document> first, int count, Comparator<Document> order) {
        if (first.size() < count) {
            first.add(document);
        } else if (order.compare(document, first.element()) < 0) {
            first.remove();
            first.add(document);
        }
    }
}
