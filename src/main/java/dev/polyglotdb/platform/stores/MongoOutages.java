package dev.polyglotdb.platform.stores;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.Set;

/**
 * Recognizes failures of MongoDB that pass by themselves: it is unreachable, too slow or full, or it is electing a
 * primary.
 */
final class MongoOutages {

    /**
     * The error codes that the server returns during an election, a shutdown or a partition, or if its disk is full.
     */
    private static final Set<Integer> CODES = Set.of(
            6, // HostUnreachable
            7, // HostNotFound
            50, // MaxTimeMSExpired
            64, // WriteConcernFailed
            89, // NetworkTimeout
            91, // ShutdownInProgress
            100, // UnsatisfiableWriteConcern
            133, // FailedToSatisfyReadPreference
            134, // ReadConcernMajorityNotAvailableYet
            189, // PrimarySteppedDown
            202, // NetworkInterfaceExceededTimeLimit
            262, // ExceededTimeLimit
            317, // ConnectionPoolExpired
            384, // ConnectionError
            9001, // SocketException
            10058, // LegacyNotPrimary
            10107, // NotWritablePrimary
            11600, // InterruptedAtShutdown
            11602, // InterruptedDueToReplStateChange
            13435, // NotPrimaryNoSecondaryOk
            13436, // NotPrimaryOrSecondary
            14031); // OutOfDiskSpace

    private MongoOutages() {}

    static boolean isOutage(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() != null
                    || bulk.getWriteErrors().stream().anyMatch(error -> CODES.contains(error.getCode()));
        }
        return failure instanceof MongoSocketException
                || failure instanceof MongoTimeoutException
                || failure instanceof MongoServerUnavailableException
                || failure instanceof MongoConnectionPoolClearedException
                || (failure instanceof MongoException mongo && CODES.contains(mongo.getCode()));
    }
}
