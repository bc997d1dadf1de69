package dev.polyglotdb.demo;

import dev.polyglotdb.testing.ShopTest;

/** The second shop with the demo's data. */
final class DemoShop {

    /**
     * Nothing takes a store away from it. So what is late there is late because the machine is busy, and neither the
     * load of the data nor a script that asks for them tries again.
     */
    static final String PATIENT = ShopTest.PATIENT_STORES + "\npolyglot.products.cache.block=9s";

    private DemoShop() {}
}
