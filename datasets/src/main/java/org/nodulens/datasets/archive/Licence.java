package org.nodulens.datasets.archive;

/**
 * Under what terms a series may be used, as the archive says it; empty where it does not.
 *
 * @param citationUri of the page that says how to cite the collection, mostly a DOI
 */
public record Licence(String name, String uri, String citationUri) {
  Licence orElse(Licence other) {
    return new Licence(
        name.isEmpty() ? other.name : name,
        uri.isEmpty() ? other.uri : uri,
        citationUri.isEmpty() ? other.citationUri : citationUri);
  }

  boolean isComplete() {
    return !name.isEmpty() && !uri.isEmpty() && !citationUri.isEmpty();
  }
}
