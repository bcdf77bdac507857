package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.lidccrops.LidcCrops;
import org.nodulens.datasets.lungpetctdx.LungPetCtDx;
import org.nodulens.datasets.rtstruct.StructureSets;
import org.nodulens.datasets.seg.Segmentations;
import org.nodulens.dicom.TiltHandling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The datasets that {@code --dataset} knows by name. */
enum DatasetKind {
  LIDC_IDRI(LidcIdri.NAME) {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) {
      return LidcIdri.of(root).with(tilt);
    }
  },
  LIDC_CROPS(LidcCrops.NAME) {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) throws IOException {
      if (tilt == TiltHandling.RESAMPLE) {
        throw new UsageException("--tilt resample is for DICOM series, not for ready-made crops");
      }
      return LidcCrops.open(root);
    }
  },
  LUNG_PET_CT_DX(LungPetCtDx.NAME) {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) throws IOException {
      return LungPetCtDx.of(root).with(tilt);
    }
  },
  RTSTRUCT(StructureSets.NAME) {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) {
      return StructureSets.of(root).with(tilt);
    }
  },
  SEG(Segmentations.NAME) {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) {
      return Segmentations.of(root).with(tilt);
    }
  },
  PHANTOM("phantom") {
    @Override
    NoduleDataset open(Path root, TiltHandling tilt) {
      return LidcIdri.laidOutAlike(root, "phantom").with(tilt);
    }
  };

  private final String id;

  DatasetKind(String id) {
    this.id = id;
  }

  abstract NoduleDataset open(Path root, TiltHandling tilt) throws IOException;

  /** Reads a name on the command line. */
  static final class ByName implements ITypeConverter<DatasetKind> {
    @Override
    public DatasetKind convert(String name) {
      for (DatasetKind kind : values()) {
        if (kind.id.equals(name)) {
          return kind;
        }
      }
      throw new TypeConversionException(
          "no dataset is called " + name + "; there are " + new Names().list);
    }
  }

  /** The names, for the help. */
  static final class Names implements Iterable<String> {
    private final List<String> list = Stream.of(values()).map(kind -> kind.id).toList();

    @Override
    public Iterator<String> iterator() {
      return list.iterator();
    }
  }
}
