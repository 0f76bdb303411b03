/**
 * The ids of everything that has one. Each is a record with a visible prefix and 128 random bits,
 * so that a wrong id is caught by the compiler, by its constructor or by the eye of whoever reads a
 * log. An id says nothing about its tenant: a {@code Scope} decides what it may reach.
 */
package io.confab.id;
