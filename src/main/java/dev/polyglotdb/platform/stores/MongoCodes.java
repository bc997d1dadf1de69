package dev.polyglotdb.platform.stores;

import java.util.Set;

/** What the error codes of MongoDB's server mean, as listed in its error_codes.yml. */
final class MongoCodes {

    /** An election, a shutdown, a partition, a full disk, a password that is no longer valid. */
    private static final Set<Integer> AWAY = Set.of(
            6, // HostUnreachable
            7, // HostNotFound
            18, // AuthenticationFailed
            64, // WriteConcernTimeout
            79, // UnknownReplWriteConcern
            89, // NetworkTimeout
            91, // ShutdownInProgress
            94, // NotYetInitialized
            100, // UnsatisfiableWriteConcern
            133, // FailedToSatisfyReadPreference
            134, // ReadConcernMajorityNotAvailableYet
            149, // NoConfigPrimary
            189, // PrimarySteppedDown
            202, // NetworkInterfaceExceededTimeLimit
            216, // ElectionInProgress
            279, // ClientDisconnect
            317, // ConnectionPoolExpired
            355, // InterruptedDueToStorageChange
            371, // UserWritesBlocked
            384, // ConnectionError
            391, // ReauthenticationRequired
            9001, // SocketException
            10058, // LegacyNotPrimary
            10107, // NotWritablePrimary
            11600, // InterruptedAtShutdown
            11602, // InterruptedDueToReplStateChange
            13435, // NotPrimaryNoSecondaryOk
            13436, // NotPrimaryOrSecondary
            14031, // OutOfDiskSpace
            46841, // ClientMarkedKilled
            56846, // ConfigServerUnreachable
            91331, // RetriableRemoteCommandFailure
            10045600); // InterruptedDueToFCVChange

    /**
     * What the server lost while it was at work: a cursor, a plan, an index, its knowledge of the shards. The same
     * command finds it again as a rule, so {@link MongoRetry} tries it once more.
     */
    private static final Set<Integer> LOST = Set.of(
            43, // CursorNotFound
            175, // QueryPlanKilled
            237, // CursorKilled
            249, // StaleDbVersion
            276, // IndexBuildAborted
            343, // ShardCannotRefreshDueToLocksHeld
            13388); // StaleConfig

    private static final Set<Integer> OVERLOADED = Set.of(
            50, // MaxTimeMSExpired
            208, // TooManyLocks
            261, // TooManyLogicalSessions
            262, // ExceededTimeLimit
            264, // TooManyFilesOpen
            290, // TransactionExceededLifetimeLimitSeconds
            365, // TemporarilyUnavailable
            402, // ResourceExhausted
            407, // PooledConnectionAcquisitionExceededTimeLimit
            433, // AdmissionQueueOverflow
            449, // RateLimitExceeded
            450, // PooledConnectionAcquisitionRejected
            462, // IngressRequestRateLimitExceeded
            11601); // Interrupted

    private static final Set<Integer> CONFLICT = Set.of(
            24, // LockTimeout
            46, // LockBusy
            112, // WriteConflict
            117, // ConflictingOperationInProgress
            239, // SnapshotTooOld
            246, // SnapshotUnavailable
            250, // StaleChunkHistory
            251, // NoSuchTransaction
            267, // PreparedTransactionInProgress
            272, // MigrationConflict
            314, // ObjectIsBusy
            406, // MigrationBlockingOperationCoordinatorCleaningUp
            412, // UpdatesStillPending
            453, // InterruptedDueToReshardingCriticalSection
            12586, // BackgroundOperationInProgressForDatabase
            12587); // BackgroundOperationInProgressForNamespace

    private static final FailureCodes<Integer> CODES = new FailureCodes<>(AWAY, OVERLOADED, CONFLICT);

    private MongoCodes() {}

    static boolean isLost(int code) {
        return LOST.contains(code);
    }

    static FailureKind kindOf(int code) {
        if (isLost(code)) {
            return FailureKind.AWAY;
        }
        var known = CODES.kindOf(code);
        return known == null ? FailureKind.DEFECT : known;
    }
}
