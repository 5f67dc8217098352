/** State machines by which supervisors and actors decide when to retry, refuse or give up. */
@NullMarked
package io.alys.workflows.supervision;

import org.jspecify.annotations.NullMarked;
