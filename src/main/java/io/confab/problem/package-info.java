/**
 * What every REST answer has in common: problems (RFC 9457), request ids, CORS, strict JSON, pages
 * and entity tags.
 *
 * <p>A feature throws {@link io.confab.problem.ApiException} with a row of {@link
 * io.confab.protocol.ErrorCode}; everything else that can go wrong on the way is translated here,
 * so that no answer ever carries a stack trace or a foreign shape.
 */
package io.confab.problem;
