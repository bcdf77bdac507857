package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeriesScanner;

/** A folder tree of CT series and, anywhere in it, the XML files of their readings. */
public final class LidcIdri implements NoduleDataset {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "lidc-idri";

  private final Path root;
  private final String name;

  private LidcIdri(Path root, String name) {
    this.root = root;
    this.name = name;
  }

  public static LidcIdri of(Path root) {
    return new LidcIdri(root, NAME);
  }

  /** Another collection in the very same layout: the phantom, say. */
  public static LidcIdri laidOutAlike(Path root, String name) {
    return new LidcIdri(root, name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    return options.header(name);
  }

  @Override
  public List<String> labels() {
    return List.of();
  }

  @Override
  public Survey survey() throws IOException {
    return new ReadingMatch(root, CtSeriesScanner.scan(root, LidcIdri::isXml)).survey();
  }

  private static boolean isXml(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
  }
}
