package io.confab.apikey;

/**
 * A row in the shape of an answer, and its version for the {@code ETag}.
 *
 * @param value the answer's body
 * @param version counts the row's changes
 */
record Versioned<T>(T value, long version) {}
