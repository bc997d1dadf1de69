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
        run(experiment, Scale.BUILD, new Notes(), step -> {});
    }

    /**
     * @param notes get what the experiment tells, also if it fails later
     * @param progress is told each step
     */
    void run(Experiment experiment, Scale scale, Notes notes, Consumer<String> progress) throws Exception {
        experiment.run(new Bench(scale, drivers, control, context, notes, progress));
    }

    Drivers drivers() {
        return drivers;
    }

    StoreControl control() {
        return control;
    }
}
