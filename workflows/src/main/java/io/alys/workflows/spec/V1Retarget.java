package io.alys.workflows.spec;

import io.alys.messages.types.CompactBits;

/** V1's {@code retargetParams}; timespan and spacing are V1's numbers, used by V1 rules only. */
public record V1Retarget(
    boolean powNoRetargeting,
    CompactBits powLimit,
    CompactBits powLowerLimit,
    long powTargetTimespan,
    long powTargetSpacing,
    int maxPowAdjustment) {}
