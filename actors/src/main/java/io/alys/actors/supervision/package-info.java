/**
 * Supervision: actors whose addresses outlive their failures, and who decides what happens then.
 */
@NullMarked
package io.alys.actors.supervision;

import org.jspecify.annotations.NullMarked;
