/** The model check of the vote rule. */
@NullMarked
package io.alys.workflows.model;

import org.jspecify.annotations.NullMarked;
