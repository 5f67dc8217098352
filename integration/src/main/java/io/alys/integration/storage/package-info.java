/** What a node keeps on disk: blocks and records in RocksDB, watermarks and signatures in files. */
@NullMarked
package io.alys.integration.storage;

import org.jspecify.annotations.NullMarked;
