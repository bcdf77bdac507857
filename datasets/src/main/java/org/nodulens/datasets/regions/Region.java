package org.nodulens.datasets.regions;

/**
 * What an object says of one of its regions.
 *
 * @param number its key in the object
 * @param name as somebody typed it; it may be a person's
 * @param type in words, such as {@code GTV} or {@code Nodule}; empty where it is not known
 * @param typeCode the type as a code that is safe to be shown, or empty
 */
public record Region(int number, String name, String type, String typeCode) {}
