package dev.polyglotdb.recommend;

/** A user whose stored number of products is wrong, or a product whose stored number of buyers is. */
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
