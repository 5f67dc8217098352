/** The commands that make a network's files and keys. */
@NullMarked
package io.alys.node.cli;

import org.jspecify.annotations.NullMarked;
