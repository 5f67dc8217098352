package io.alys.messages.registry;

/**
 * One thing that must hold for a role.
 *
 * @param name stable, for programs, such as {@code storage}
 * @param passed whether it holds
 * @param reason why not, or with what restriction; empty when all is well
 * @param remedy what to do about it; empty when there is nothing to do
 */
public record ReadinessCheck(String name, boolean passed, String reason, String remedy) {}
