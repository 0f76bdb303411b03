package io.confab.problem;

/**
 * One fault of a request.
 *
 * @param path the field, such as {@code origins[0]}
 * @param detail what is wrong with it
 */
public record Violation(String path, String detail) {}
