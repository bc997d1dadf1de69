package dev.polyglotdb.recommend;

import dev.polyglotdb.products.ProductSummary;

/** A candidate that is in the catalog, with its current name and price. */
record AvailableCandidate(Candidate candidate, ProductSummary product) {}
