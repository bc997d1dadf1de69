package de.bwaldvogel.mongo.backend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Stands in for the class of the same name in the emulator of MongoDB, a key of its indexes. Of that one the H2 store
 * knows no order, so it serializes both keys each time it compares two, which is most of what a write costs. This one
 * has an order. Used in the emulator's own JVM only.
 */
public final class KeyValue implements Serializable, Iterable<Object>, Comparable<KeyValue> {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Object> values;

    public KeyValue(Object... values) {
        this(Arrays.asList(values));
    }

    public KeyValue(Collection<?> values) {
        this.values = new ArrayList<>(values);
    }

    public int size() {
        return values.size();
    }

    public Object get(int index) {
        return values.get(index);
    }

    @Override
    public Iterator<Object> iterator() {
        return values.iterator();
    }

    public Stream<Object> stream() {
        return values.stream();
    }

    /** The same key for all numbers that are equal. */
    public KeyValue normalized() {
        return new KeyValue(
                values.stream().map(value -> Utils.normalizeValue(value)).toList());
    }

    @Override
    public int compareTo(KeyValue other) {
        for (int i = 0; i < Math.min(size(), other.size()); i++) {
            int order = compare(get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(size(), other.size());
    }

    private static int compare(Object one, Object other) {
        return one instanceof String text && other instanceof String otherText
                ? text.compareTo(otherText)
                : ValueComparator.asc().compare(one, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyValue key && values.equals(key.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
