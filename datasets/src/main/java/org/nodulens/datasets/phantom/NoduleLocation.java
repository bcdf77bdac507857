package org.nodulens.datasets.phantom;

/** What a nodule lies in or at. */
public enum NoduleLocation {
  PARENCHYMA,
  PLEURA,
  VESSEL
}
