package dev.polyglotdb.lab;

/** A text of the report that stands as it was sent or answered. */
record Note(String side, String name, String text) {}
