package dev.polyglotdb.lab;

/** An experiment that asks nothing, for tests of what is around experiments. */
record SampleExperiment(String name) implements Experiment {

    @Override
    public String title() {
        return "Sample " + name;
    }

    @Override
    public String question() {
        return "What if?";
    }

    @Override
    public void run(Workbench bench) {}
}
