/** How actors reach each other: addresses, requests, groups, events, dead letters and faults. */
@NullMarked
package io.alys.actors.bus;

import org.jspecify.annotations.NullMarked;
