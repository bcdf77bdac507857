package org.nodulens.datasets.regions;

/** Why a region, or a part of it, is not drawn: a code and a sentence for the ledger. */
public record RegionFault(String code, String detail) {}
