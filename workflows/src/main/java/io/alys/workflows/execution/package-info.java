/** What the node asks of its execution client before it relies on it. */
@NullMarked
package io.alys.workflows.execution;

import org.jspecify.annotations.NullMarked;
