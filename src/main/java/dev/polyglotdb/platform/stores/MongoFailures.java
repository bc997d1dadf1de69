package dev.polyglotdb.platform.stores;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.spi.dns.DnsException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the exceptions, codes and labels of MongoDB mean. */
final class MongoFailures {

    private static final String OVERLOADED = "SystemOverloadedError";

    private MongoFailures() {}

    static @Nullable FailureKind kindOf(Throwable failure) {
        if (failure instanceof DnsException) {
            return FailureKind.AWAY;
        }
        if (!(failure instanceof MongoException mongo)) {
            return null;
        }
        if (mongo.hasErrorLabel(OVERLOADED)) {
            return FailureKind.OVERLOADED;
        }
        if (mongo instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() != null
                    ? FailureKind.AWAY
                    : worst(bulk.getWriteErrors().stream().mapToInt(error -> error.getCode()));
        }
        if (mongo instanceof ClientBulkWriteException bulk) {
            return !bulk.getWriteConcernErrors().isEmpty()
                    ? FailureKind.AWAY
                    : worst(IntStream.concat(
                            IntStream.of(mongo.getCode()),
                            bulk.getWriteErrors().values().stream().mapToInt(error -> error.getCode())));
        }
        var byCode = MongoCodes.kindOf(mongo.getCode());
        return byCode == FailureKind.DEFECT ? ofClass(mongo) : byCode;
    }

    /**
     * Returns whether the server lost its own work. Of a bulk, this must be so for all writes that were not done, but
     * for those whose key another writer took.
     */
    static boolean isLost(MongoException failure) {
        // What is labelled as overload is no loss, whatever its code.
        if (failure.hasErrorLabel(OVERLOADED)) {
            return false;
        }
        if (failure instanceof MongoBulkWriteException bulk) {
            var undone = bulk.getWriteErrors().stream()
                    .filter(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)
                    .toList();
            return bulk.getWriteConcernError() == null
                    && !undone.isEmpty()
                    && undone.stream().allMatch(error -> MongoCodes.isLost(error.getCode()));
        }
        return MongoCodes.isLost(failure.getCode());
    }

    /** Of several errors, the first kind in the order of the enum: it is the one that the others follow from. */
    private static FailureKind worst(IntStream codes) {
        return Stream.concat(codes.mapToObj(MongoCodes::kindOf), Stream.of(FailureKind.DEFECT))
                .min(FailureKind::compareTo)
                .orElseThrow();
    }

    private static @Nullable FailureKind ofClass(MongoException failure) {
        if (failure instanceof MongoExecutionTimeoutException) {
            return FailureKind.OVERLOADED;
        }
        if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
            return FailureKind.CONFLICT;
        }
        return isAway(failure) ? FailureKind.AWAY : null;
    }

    private static boolean isAway(MongoException failure) {
        return failure instanceof MongoSocketException
                || failure instanceof MongoTimeoutException
                || failure instanceof MongoServerUnavailableException
                || failure instanceof MongoConnectionPoolClearedException
                || failure instanceof MongoInterruptedException
                || failure instanceof MongoSecurityException
                || failure instanceof MongoStalePrimaryException
                || failure instanceof MongoNodeIsRecoveringException
                || failure instanceof MongoNotPrimaryException
                || failure instanceof MongoCursorNotFoundException
                || failure instanceof MongoWriteConcernException;
    }
}
