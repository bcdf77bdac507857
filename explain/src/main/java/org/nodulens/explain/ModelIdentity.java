package org.nodulens.explain;

/**
 * Which model made results, and what ran it.
 *
 * @param sha256 of the weights file, lower-case hex
 * @param engine the trunk engine's name
 * @param createdBy program and version
 */
public record ModelIdentity(String sha256, String engine, String createdBy) {}
