package dev.polyglotdb.orders;

import java.util.List;

/**
 * The orders of a range of ids.
 *
 * @param last the end of the range; the next one begins after it
 * @param size the number of orders in the range; zero at the end
 * @param states their states, by id
 */
public record OrderPage(long last, int size, List<OrderState> states) {}
