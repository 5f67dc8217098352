/** What a node knows of each consensus block beyond its bytes, and the view over a chain of them. */
@NullMarked
package io.alys.workflows.chain;

import org.jspecify.annotations.NullMarked;
