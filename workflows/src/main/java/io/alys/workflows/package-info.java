/** The rules of the chain as pure functions and state machines. */
@NullMarked
package io.alys.workflows;

import org.jspecify.annotations.NullMarked;
