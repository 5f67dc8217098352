/** The daemon: command line, wiring and the servers at its rim. */
@NullMarked
package io.alys.node;

import org.jspecify.annotations.NullMarked;
