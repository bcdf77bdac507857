package org.nodulens.datasets;

import java.util.Set;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.Rejection;

/** What a crop set calls patients, series, images, nodules and files. */
public sealed interface Naming permits Naming.AsGiven, Pseudonyms {
  /** Their own names. */
  Naming AS_GIVEN = new AsGiven();

  /** The same, for a dataset that has some labels with values that name nobody. */
  Naming keeping(Set<String> closedLabels);

  CropSetHeader header(CropSetHeader header);

  CropDescription crop(CropDescription crop);

  Rejection rejection(Rejection rejection);

  /** Of a study, a series or an image. */
  String uid(String uid);

  /** Nothing is renamed. */
  record AsGiven() implements Naming {
    @Override
    public Naming keeping(Set<String> closedLabels) {
      return this;
    }

    @Override
    public CropSetHeader header(CropSetHeader header) {
      return header;
    }

    @Override
    public CropDescription crop(CropDescription crop) {
      return crop;
    }

    @Override
    public Rejection rejection(Rejection rejection) {
      return rejection;
    }

    @Override
    public String uid(String uid) {
      return uid;
    }
  }
}
