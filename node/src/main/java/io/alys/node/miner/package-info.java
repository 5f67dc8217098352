/** The miner, a process of its own that finds proofs of work over the node's JSON-RPC. */
@NullMarked
package io.alys.node.miner;

import org.jspecify.annotations.NullMarked;
