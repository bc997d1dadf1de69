package dev.polyglotdb.privacy;

import dev.polyglotdb.auth.AccountSessions;
import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.outbox.OutboxEntries;
import dev.polyglotdb.platform.outbox.OutboxEntries.Progress;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.users.User;
import dev.polyglotdb.users.UserErasure;
import dev.polyglotdb.users.UserService;
import dev.polyglotdb.users.VerifiedUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Erases users. One transaction of PostgreSQL decides: the account is gone, its number is marked, and the outbox
 * has an entry for each store. Orders stay, and from then on their followers treat them as orders without a user.
 */
@Service
class ErasureService {

    private final UserErasure userErasure;
    private final UserService users;
    private final Erasures erasures;
    private final OrdersOfUser ordersOfUser;
    private final OutboxService outbox;
    private final OutboxEntries outboxEntries;
    private final PostgresTransactions postgres;
    private final List<ErasureSink> sinks;

    ErasureService(
            UserErasure userErasure,
            UserService users,
            Erasures erasures,
            OrdersOfUser ordersOfUser,
            OutboxService outbox,
            OutboxEntries outboxEntries,
            PostgresTransactions postgres,
            List<ErasureSink> sinks) {
        this.userErasure = userErasure;
        this.users = users;
        this.erasures = erasures;
        this.ordersOfUser = ordersOfUser;
        this.outbox = outbox;
        this.outboxEntries = outboxEntries;
        this.postgres = postgres;
        this.sinks = List.copyOf(sinks);
    }

    /**
     * Erases a user. All sessions have ended when it returns. For a user who was erased already, all stores are erased
     * once more: after one of them was restored from a backup, for instance. The audit log has a line before the
     * commit. If the answer to the commit were lost, it would be missing when PostgreSQL is restored from a backup.
     *
     * @param caller who has the user erased
     * @throws ProblemException (404) if there never was such a user, (409) for the last administrator
     */
    Erasure erase(long userId, Caller caller) {
        return postgres.execute(() -> erase(userId, userErasure.erase(userId), caller));
    }

    /**
     * Erases a user who has asked for it.
     *
     * @param verified the user, whose password was checked
     * @return nothing if the account was changed since; it stays
     * @throws ProblemException (409) for the last administrator
     */
    Optional<Erasure> leave(VerifiedUser verified, Caller caller) {
        var userId = verified.user().id();
        return postgres.execute(() -> {
            var account = userErasure.erase(verified);
            return account.isEmpty() && users.find(userId).isPresent()
                    ? Optional.empty()
                    : Optional.of(erase(userId, account, caller));
        });
    }

    private Erasure erase(long userId, Optional<User> account, Caller caller) {
        var erasure = account.isPresent()
                ? erasures.add(userId, AccountSessions.account(account.get().email()))
                : erasures.ofUser(userId).orElseThrow(() -> ProblemException.notFound("user with this id"));
        ordersOfUser.forgetAll(userId);
        sinks.forEach(sink -> outbox.addDelayed(erasure.subjectId(), sink.name(), sink.delay()));
        Audit.log("erasure", "user", userId, "erasure", erasure.id(), "by", caller.userId());
        return erasure;
    }

    /** @throws ProblemException (404) if there is no such erasure */
    ErasureView view(long id) {
        return view(erasures.find(id).orElseThrow(() -> ProblemException.notFound("erasure with this id")));
    }

    ErasureView view(Erasure erasure) {
        var own = outboxEntries.progress(List.of(erasure.subjectId())).getOrDefault(erasure.subjectId(), Map.of());
        var remembering = ordersOfUser.remembering(erasure.userId());
        var stores = new LinkedHashMap<String, Progress>();
        for (var sink : sinks) {
            var store = sink.store().id();
            var progress = own.getOrDefault(sink.name(), Progress.APPLIED);
            stores.put(
                    store, progress == Progress.APPLIED && remembering.contains(store) ? Progress.PENDING : progress);
        }
        var isDone = stores.values().stream().allMatch(Progress.APPLIED::equals);
        return new ErasureView(
                erasure.id(),
                erasure.userId(),
                isDone ? ErasureView.Status.COMPLETED : ErasureView.Status.RUNNING,
                stores);
    }
}
