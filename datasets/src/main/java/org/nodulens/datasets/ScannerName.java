package org.nodulens.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The scanner of a series as {@code label_scanner}: a vendor and a model, in words of the
 * vocabulary below and short model numbers alone. What else stands in Manufacturer (0008,0070) and
 * Manufacturer's Model Name (0008,1090) is left out, so that a value names nobody and no place;
 * station names and serial numbers are never looked at.
 */
final class ScannerName {
  /** The label, without {@code label_}. */
  static final String LABEL = "scanner";

  /** Words in a manufacturer's name, and what the vendor is called here. */
  private static final Map<String, String> VENDORS =
      Map.ofEntries(
          Map.entry("GE", "GE"),
          Map.entry("GEMS", "GE"),
          Map.entry("SIEMENS", "SIEMENS"),
          Map.entry("PHILIPS", "PHILIPS"),
          Map.entry("TOSHIBA", "TOSHIBA"),
          Map.entry("CANON", "CANON"),
          Map.entry("HITACHI", "HITACHI"),
          Map.entry("FUJIFILM", "FUJIFILM"),
          Map.entry("NEUSOFT", "NEUSOFT"),
          Map.entry("UIH", "UIH"),
          Map.entry("IMATRON", "IMATRON"),
          Map.entry("NODULENS", "NODULENS"));

  /** Words of model names. */
  private static final Set<String> MODELS =
      Set.of(
          // GE
          "LIGHTSPEED",
          "BRIGHTSPEED",
          "HISPEED",
          "DISCOVERY",
          "REVOLUTION",
          "OPTIMA",
          "PLUS",
          "PRO",
          "POWER",
          "ULTRA",
          "VCT",
          "QX",
          "RT",
          "ST",
          "STE",
          "LS",
          "EVO",
          "APEX",
          // Siemens
          "SOMATOM",
          "SENSATION",
          "EMOTION",
          "DEFINITION",
          "PERSPECTIVE",
          "SPIRIT",
          "FORCE",
          "DRIVE",
          "EDGE",
          "FLASH",
          "SCOPE",
          "BIOGRAPH",
          "MCT",
          "VOLUME",
          "ZOOM",
          "ACCESS",
          "NAEOTOM",
          "ALPHA",
          "AS",
          // Philips
          "BRILLIANCE",
          "INGENUITY",
          "GEMINI",
          "ICT",
          "IQON",
          "INCISIVE",
          "MX",
          "TF",
          "TOF",
          "SPECTRAL",
          // Toshiba, Canon
          "AQUILION",
          "ASTEION",
          "ACTIVION",
          "ALEXION",
          "ONE",
          "PRIME",
          "GENESIS",
          // others
          "SCENARIA",
          "ECLOS",
          "SUPRIA",
          "NEUVIZ",
          "UCT",
          "PHANTOM",
          "CT",
          "PET",
          "A",
          "B");

  /** 16, MX8000, CT660, 16P: no date and no register's number is as short. */
  private static final Pattern NUMBER = Pattern.compile("[A-Z]{0,3}\\d{1,4}[A-Z]{0,2}");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Z0-9]+");

  /** LightSpeed16 is LightSpeed 16. */
  private static final Pattern WORD_AND_NUMBER = Pattern.compile("(?<=[A-Z]{4})(?=\\d)");

  private ScannerName() {}

  /**
   * The normalised name, such as {@code GE LIGHTSPEED VCT}; empty where the vendor is not known
   * here.
   */
  static Optional<String> of(Optional<String> manufacturer, Optional<String> model) {
    Optional<String> vendor =
        words(manufacturer).stream().filter(VENDORS::containsKey).findFirst().map(VENDORS::get);
    if (vendor.isEmpty()) {
      return Optional.empty();
    }
    List<String> name = new ArrayList<>(List.of(vendor.get()));
    for (String word : words(model)) {
      if (MODELS.contains(word) || NUMBER.matcher(word).matches()) {
        name.add(word);
      }
    }
    return Optional.of(String.join(" ", name));
  }

  private static List<String> words(Optional<String> text) {
    String spaced =
        WORD_AND_NUMBER.matcher(text.orElse("").toUpperCase(Locale.ROOT)).replaceAll(" ");
    return BETWEEN_WORDS.splitAsStream(spaced).filter(word -> !word.isEmpty()).toList();
  }
}
