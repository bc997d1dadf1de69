package dev.polyglotdb.lab;

import dev.polyglotdb.engines.StoreControl;
import java.util.function.Consumer;

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
        run(experiment, Scale.BUILD, step -> {});
    }

    /** @param progress is told each step */
    Notes run(Experiment experiment, Scale scale, Consumer<String> progress) throws Exception {
        var notes = new Notes();
        experiment.run(new Bench(scale, drivers, control, notes, progress));
        return notes;
    }

    Drivers drivers() {
        return drivers;
    }

    StoreControl control() {
        return control;
    }
}
