/** The administration server: metrics, health, readiness, actors, dead letters, and orders. */
@NullMarked
package io.alys.node.admin;

import org.jspecify.annotations.NullMarked;
