/** TCP connections: accepted or dialled, upgraded within a deadline, and counted. */
@NullMarked
package io.alys.integration.libp2p.connection;

import org.jspecify.annotations.NullMarked;
