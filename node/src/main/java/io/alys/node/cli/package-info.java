/** The commands that make a network's files and keys, and what all commands share. */
@NullMarked
package io.alys.node.cli;

import org.jspecify.annotations.NullMarked;
