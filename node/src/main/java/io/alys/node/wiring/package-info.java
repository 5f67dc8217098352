/** Puts the node together by hand: adapters, actors and servers, top down. */
@NullMarked
package io.alys.node.wiring;

import org.jspecify.annotations.NullMarked;
