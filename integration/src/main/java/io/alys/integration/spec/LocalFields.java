package io.alys.integration.spec;

import org.jspecify.annotations.Nullable;

/**
 * V1's fields of a spec file that concern one node alone (rule 3.4): read so that V1's files are
 * accepted, outside the identity, and without effect, since a node's configuration says the same.
 *
 * @param isValidator whether the node is to sign, null when not said
 * @param executionTimeoutLength unused by V1 too, null when not said
 */
public record LocalFields(
    @Nullable Boolean isValidator, @Nullable Integer executionTimeoutLength) {}
