package dev.polyglotdb.lab;

import dev.polyglotdb.engines.StoreControl;

/** Runs experiments on the engines to which it is connected. */
public final class Laboratory {

    private final Drivers drivers;
    private final StoreControl control;

    Laboratory(Drivers drivers, StoreControl control) {
        this.drivers = drivers;
        this.control = control;
    }

    /**
     * Runs an experiment on the smallest data, to see that its sides agree.
     *
     * @throws Disagreement if they do not
     */
    public void tryOut(Experiment experiment) throws Exception {
        experiment.run(new Bench(Scale.BUILD, drivers, control));
    }
}
