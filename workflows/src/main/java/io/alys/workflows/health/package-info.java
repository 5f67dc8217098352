/** Rules by which the node judges its actors, itself and its readiness for each role. */
@NullMarked
package io.alys.workflows.health;

import org.jspecify.annotations.NullMarked;
