package dev.polyglotdb.lab;

import dev.polyglotdb.engines.StoreControl;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;

/** Runs experiments on the engines to which it is connected. */
public final class Laboratory {

    private final Drivers drivers;
    private final StoreControl control;
    private final ApplicationContext context;

    Laboratory(Drivers drivers, StoreControl control, ApplicationContext context) {
        this.drivers = drivers;
        this.control = control;
        this.context = context;
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
        experiment.run(new Bench(scale, drivers, control, context, notes, progress));
        return notes;
    }

    Drivers drivers() {
        return drivers;
    }

    StoreControl control() {
        return control;
    }
}
