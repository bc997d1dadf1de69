package dev.polyglotdb.recommend;

/** A user whose number of products, or a product whose number of buyers, is not kept as it is. */
public sealed interface WrongDegree {

    record OfUser(long id) implements WrongDegree {
        @Override
        public String toString() {
            return "the number of products of user " + id;
        }
    }

    record OfProduct(String id) implements WrongDegree {
        @Override
        public String toString() {
            return "the number of buyers of product " + id;
        }
    }
}
