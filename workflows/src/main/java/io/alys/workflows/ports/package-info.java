/**
 * Ports: the outside world as the rules and actors see it; adapters live in the integration module.
 */
@NullMarked
package io.alys.workflows.ports;

import org.jspecify.annotations.NullMarked;
