package org.nodulens.datasets;

/**
 * Why a scan, or a file, cannot be used.
 *
 * @param code the ledger's word for it
 * @param detail a sentence without absolute paths
 */
public record ScanFault(String code, String detail) {}
