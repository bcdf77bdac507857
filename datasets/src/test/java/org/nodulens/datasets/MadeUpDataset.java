package org.nodulens.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropId;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.TiltHandling;

/** Series of random crops, rejected nodules and rejected series; each takes a moment. */
final class MadeUpDataset implements NoduleDataset {
  private final int series;
  private final long milliseconds;

  MadeUpDataset(int series, long milliseconds) {
    this.series = series;
    this.milliseconds = milliseconds;
  }

  @Override
  public String name() {
    return "made-up";
  }

  @Override
  public CropSetHeader header(CropOptions options) {
    return options.header(name(), TiltHandling.REFUSE);
  }

  @Override
  public List<String> labels() {
    return List.of("kind");
  }

  @Override
  public Survey survey() {
    List<SeriesTask> tasks = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      tasks.add(new Task(i));
    }
    return new Survey(
        series + 1L, series, tasks, List.of(Rejection.ofFile("readme", "not-dicom", "text")));
  }

  private final class Task implements SeriesTask {
    private final int number;

    Task(int number) {
      this.number = number;
    }

    @Override
    public String seriesUid() {
      return "1.2." + number;
    }

    @Override
    public SeriesOutcome run(CropOptions options) {
      pause();
      Random random = new Random(number);
      if (number % 7 == 3) {
        return new SeriesOutcome.Rejected(
            Rejection.ofSeries("", seriesUid(), "slice-gap", "a slice is missing"),
            List.of(Rejection.ofNodule(seriesUid(), "1", "series-rejected", "not read")));
      }
      List<CutCrop> crops = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        crops.add(crop(options, random, i));
      }
      return new SeriesOutcome.Ingested(
          crops, List.of(Rejection.ofNodule(seriesUid(), "x", "outside-volume", "outside")));
    }

    private void pause() {
      try {
        Thread.sleep(milliseconds);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private CutCrop crop(CropOptions options, Random random, int nodule) {
      short[] hu = new short[Math.toIntExact(options.size().voxels())];
      for (int i = 0; i < hu.length; i++) {
        hu[i] = (short) (random.nextInt(2000) - 1000);
      }
      VoxelSpacing scan = new VoxelSpacing(0.7, 0.7, 1 + number % 3);
      VolumeGeometry grid =
          VolumeGeometry.centered(
              options.size(),
              new PatientPoint(random.nextInt(100), 0, number),
              options.spacing().on(VoxelAxes.alongPatient(scan)));
      CropDescription description =
          new CropDescription(
              CropId.of(seriesUid(), Integer.toString(nodule)),
              new CropOrigin("n" + nodule, "P" + number % 5, seriesUid(), "1.3." + number),
              CropGeometry.of(grid),
              new NoduleFacts(
                  OptionalDouble.of(random.nextInt(30)), 1, Map.of(), Map.of("kind", "a,\"b\"")),
              0,
              List.of());
      return new CutCrop(description, hu, new byte[hu.length]);
    }
  }
}
