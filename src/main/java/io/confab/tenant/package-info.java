/**
 * The isolation boundary: who a piece of work is for, and the transactions that hold it there.
 *
 * <p>A {@link io.confab.tenant.Scope} is the first parameter of every store method. {@link
 * io.confab.tenant.Transactions} tells it to PostgreSQL as the first statement of each transaction,
 * where row-level security enforces it, and to Hibernate, which stamps and filters rows by it.
 */
package io.confab.tenant;
