package dev.polyglotdb.recommend;

import dev.polyglotdb.products.ProductSummary;

/** A candidate that is in the catalog, with its name and price of this moment. */
record AvailableCandidate(Candidate candidate, ProductSummary product) {}
