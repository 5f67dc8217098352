/** The configuration of a node: layered, read once, checked, and held in records. */
@NullMarked
package io.alys.config;

import org.jspecify.annotations.NullMarked;
