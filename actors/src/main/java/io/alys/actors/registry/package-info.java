/** The registry of actors: who there is, how each is, and how the node is as a whole. */
@NullMarked
package io.alys.actors.registry;

import org.jspecify.annotations.NullMarked;
