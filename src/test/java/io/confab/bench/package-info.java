/**
 * Measurements of the packaged service from outside, by commands that docs/measurements.md names.
 * They judge nothing and are no part of the build.
 */
package io.confab.bench;
