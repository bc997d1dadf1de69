package dev.polyglotdb.lab;

/**
 * One domain of the project, whose questions are put to several models. An experiment makes tables, keyspaces,
 * databases and keys of its own, all with the prefix {@code lab_}, and removes them at the end, also when it fails. Its
 * data follow from a fixed seed.
 */
public interface Experiment {

    /** Returns the name for {@code --only} and for addresses, such as {@code sessions}: small letters and hyphens. */
    String name();

    /** Returns the heading in the report, such as {@code Sessions: read and prolong}. */
    String title();

    /** Returns what is asked, in one or two sentences for the report. */
    String question();

    /**
     * Puts the questions.
     *
     * @throws Disagreement if two sides give different answers
     */
    void run(Workbench bench) throws Exception;
}
