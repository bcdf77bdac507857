package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nodulens.datasets.NoduleDataset;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.lidccrops.LidcCrops;
import org.nodulens.datasets.luna16.Luna16;
import org.nodulens.datasets.luna16.Luna16Options;
import org.nodulens.datasets.lungpetctdx.LungPetCtDx;
import org.nodulens.datasets.points.Points;
import org.nodulens.datasets.regions.RegionDataset;
import org.nodulens.datasets.rtstruct.StructureSets;
import org.nodulens.datasets.seg.Segmentations;
import org.nodulens.dicom.TiltHandling;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The datasets that {@code --dataset} knows by name. */
enum DatasetKind {
  LIDC_IDRI(LidcIdri.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) {
      return LidcIdri.of(options.root()).with(options.tilt());
    }
  },
  LUNA16(Luna16.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) throws IOException {
      return Luna16.open(
          options.root(),
          new Luna16Options(options.candidates(), options.patients(), options.tilt()));
    }
  },
  LIDC_CROPS(LidcCrops.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) throws IOException {
      if (options.tilt() == TiltHandling.RESAMPLE) {
        throw new UsageException("--tilt resample is for DICOM series, not for ready-made crops");
      }
      return LidcCrops.open(options.root());
    }
  },
  LUNG_PET_CT_DX(LungPetCtDx.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) {
      return LungPetCtDx.of(options.root()).with(options.tilt());
    }
  },
  POINTS(Points.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) throws IOException {
      Optional<Path> table = options.points();
      Points points =
          table.isPresent()
              ? Points.open(options.root(), table.get())
              : Points.open(options.root());
      return points.with(options.tilt());
    }
  },
  RTSTRUCT(StructureSets.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) {
      return chosen(StructureSets.of(options.root()), options);
    }
  },
  SEG(Segmentations.NAME) {
    @Override
    NoduleDataset open(DatasetOptions options) {
      return chosen(Segmentations.of(options.root()), options);
    }
  },
  PHANTOM("phantom") {
    @Override
    NoduleDataset open(DatasetOptions options) {
      return LidcIdri.laidOutAlike(options.root(), "phantom").with(options.tilt());
    }
  };

  private final String id;

  DatasetKind(String id) {
    this.id = id;
  }

  /**
   * What the options say, of this kind.
   *
   * @param options with none that only others take
   */
  abstract NoduleDataset open(DatasetOptions options) throws IOException;

  private static NoduleDataset chosen(RegionDataset all, DatasetOptions options) {
    RegionDataset dataset = all.with(options.tilt());
    return options.regions().map(dataset::choosing).orElse(dataset);
  }

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
