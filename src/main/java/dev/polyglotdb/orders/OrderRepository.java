package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Loads and saves orders in order to change them. To read orders only, use {@link OrderQueries}. */
@UsesStore(Store.POSTGRES)
interface OrderRepository extends Repository<Order, Long> {

    Order save(Order order);

    Order saveAndFlush(Order order);

    /** Finds an order and locks it against other changes until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = :id")
    Optional<Order> findForChange(long id);
}
