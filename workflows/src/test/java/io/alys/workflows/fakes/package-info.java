/** Fakes of the ports, shared with the tests of later modules. */
@NullMarked
package io.alys.workflows.fakes;

import org.jspecify.annotations.NullMarked;
