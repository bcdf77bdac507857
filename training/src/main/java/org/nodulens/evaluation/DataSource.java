package org.nodulens.evaluation;

import java.util.Map;

/** Where the crop sets that can be trained on come from, and on what terms. */
public final class DataSource {
  private static final String LIDC =
      "LIDC-IDRI (Armato et al. 2011, doi:10.1118/1.3528204; The Cancer Imaging Archive,"
          + " doi:10.7937/K9/TCIA.2015.LO9QL9SX), CC BY 3.0: chest CT of 1,010 patients, collected by seven"
          + " academic centres and eight companies, nodules rated by up to four radiologists";

  private static final Map<String, String> TERMS =
      Map.of(
          "lidc-idri",
          LIDC,
          "lidc-crops",
          LIDC + "; ready-made crops of it",
          "lung-pet-ct-dx",
          "Lung-PET-CT-Dx (Li et al. 2020, doi:10.7937/TCIA.2020.NNC2-0461), CC BY 4.0",
          "luna16",
          "LUNA16 (Setio et al. 2017, doi:10.1016/j.media.2017.06.015), drawn from LIDC-IDRI, CC BY 3.0",
          "phantom",
          "made-up patients: no figure on them says anything about real ones");

  private DataSource() {}

  /** What a card or a report says of a crop set's source. */
  public static String terms(String source) {
    return TERMS.getOrDefault(
        source, "\"" + source + "\": its licence is not known here; see where it comes from");
  }
}
