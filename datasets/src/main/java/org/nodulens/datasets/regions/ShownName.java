package org.nodulens.datasets.regions;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names of regions may be shown: somebody typed them, and it may have been a person's name or
 * number. So only names whose every word is one of anatomy or of treatment planning are, with
 * single letters and short numbers between them.
 */
final class ShownName {
  private static final int LONGEST = 48;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 .,:;+/()_-]+");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{3}");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");

  private static final Set<String> WORDS =
      Set.of(
          ("gtv ctv ptv itv igtv gtvs gtvp gtvn lung lungs left right lt rt heart spinal cord"
                  + " spinalcord canal esophagus oesophagus trachea bronchus bronchi aorta body"
                  + " external skin liver stomach kidney spleen bone bones rib ribs node nodes nodal"
                  + " lymph ln tumor tumour tumors tumours lesion lesions nodule nodules mass masses"
                  + " cancer neoplasm primary secondary metastasis metastases mets total all minus"
                  + " plus and of the in lobe upper lower middle rul rml rll lul lll carina"
                  + " mediastinum chest wall thorax thyroid brachial plexus vessel vessels artery"
                  + " vein pulmonary seg segment segmentation region roi mask auto manual vis contour"
                  + " annotation reader observer background tissue airway airways cavity effusion"
                  + " atelectasis solid part gross volume target clinical planning organ")
              .split(" ", -1));

  private ShownName() {}

  /** The name, where it may be shown. */
  static Optional<String> of(String name) {
    String plain = name.strip();
    if (plain.isEmpty()
        || plain.length() > LONGEST
        || !PLAIN.matcher(plain).matches()
        || LONG_NUMBER.matcher(plain).find()) {
      return Optional.empty();
    }
    for (String word : BETWEEN_WORDS.split(plain.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() > 1 && !WORDS.contains(word)) {
        return Optional.empty();
      }
    }
    return Optional.of(plain);
  }

  /** For messages: the name in quotes, or that there is one. */
  static String quoted(String name) {
    return name.isBlank() ? "without a name" : of(name).map(n -> '"' + n + '"').orElse("a name");
  }
}
