package org.nodulens.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropGeometry;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.NoduleFacts;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.volumeio.FormatException;

class PseudonymsTest {
  private static final byte[] KEY = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final Pseudonyms NAMES = Pseudonyms.by(KEY);
  private static final Pseudonyms OTHERS = Pseudonyms.by("another key, long".getBytes(UTF_8));

  @TempDir private Path folder;

  private static CropDescription crop(String id, String source, String patient, String series) {
    VolumeGeometry grid =
        VolumeGeometry.centered(
            new GridSize(2, 2, 2),
            PatientPoint.ORIGIN,
            VoxelAxes.alongPatient(VoxelSpacing.isotropic(1)));
    return new CropDescription(
        id,
        new CropOrigin(source, patient, series, series.isEmpty() ? "" : series + ".1"),
        CropGeometry.of(grid),
        new NoduleFacts(OptionalDouble.of(7), 3, Map.of(), Map.of("kind", "solid")),
        0.25,
        List.of("flag"));
  }

  @Test
  void pseudonyms_are_those_that_another_implementation_of_hmac_gives() {
    // Python: hmac.new(bytes(range(16)), m, "sha256"), m = each part behind its length in 4 bytes,
    // big endian: ("patient", "LIDC-IDRI-0001") and so on; of the UID's 16 bytes, version and
    // variant set, as one whole number.
    CropDescription named =
        NAMES.crop(crop("abc-1", "1:Nodule 001", "LIDC-IDRI-0001", "1.2.840.1"));
    assertThat(named.origin().patientId()).isEqualTo("pb0a36433eec04a97eb66");
    assertThat(named.origin().sourceId()).isEqualTo("na2931201514ca59cd9fa");
    assertThat(named.cropId()).isEqualTo("cb0a12b51ec7d1ff63bb7");
    assertThat(named.origin().seriesUid())
        .isEqualTo("2.25.137346013073182839491691952064115129621");
    assertThat(NAMES.keyFingerprint()).isEqualTo("k680032aafb4d5b157613");
  }

  @Test
  void what_is_no_name_stays() {
    CropDescription plain = crop("abc-1", "n", "p", "1.2.3");
    CropDescription named = NAMES.crop(plain);
    assertThat(named.geometry()).isEqualTo(plain.geometry());
    assertThat(named.nodule().diameterMm()).hasValue(7);
    assertThat(named.nodule().readers()).isEqualTo(3);
    assertThat(named.paddedFraction()).isEqualTo(0.25);
    assertThat(named.flags()).containsExactly("flag");
  }

  @Test
  void what_was_measured_stays() {
    CropDescription plain = crop("abc-1", "n", "p", "1.2.3");
    NoduleFacts measured =
        plain
            .nodule()
            .with(
                Optional.of(new MaskMeasures(9, 6, OptionalDouble.of(250), OptionalDouble.of(-40))),
                OptionalDouble.of(0.8));
    NoduleFacts named =
        NAMES
            .crop(
                new CropDescription("c", plain.origin(), plain.geometry(), measured, 0, List.of()))
            .nodule();
    assertThat(named.measures()).isEqualTo(measured.measures());
    assertThat(named.outlineDice()).hasValue(0.8);
  }

  private static String label(Naming naming, String value) {
    CropDescription plain = crop("abc-1", "n", "p", "1.2.3");
    NoduleFacts facts = new NoduleFacts(OptionalDouble.empty(), 0, Map.of(), Map.of("kind", value));
    CropDescription labelled =
        new CropDescription("c", plain.origin(), plain.geometry(), facts, 0, List.of());
    return naming.crop(labelled).nodule().labels().getOrDefault("kind", "");
  }

  @Test
  void a_label_that_may_be_free_text_is_hashed_and_short_numbers_stay() {
    for (String number : List.of("0", "-1", "4.25", "31234.5", "0.123456789012345")) {
      assertThat(label(NAMES, number)).isEqualTo(number);
    }
    for (String name : List.of("GTV Meier", "solid", "20060401", "2006-04-01", "1.2.840.1")) {
      assertThat(label(NAMES, name)).matches("t[0-9a-f]{20}").isEqualTo(label(NAMES, name));
    }
    assertThat(label(NAMES, "solid")).isNotEqualTo(label(NAMES, "ground-glass"));
    assertThat(label(NAMES.keeping(Set.of("kind")), "solid")).isEqualTo("solid");
    assertThat(label(NAMES.keeping(Set.of("other")), "solid")).isEqualTo(label(NAMES, "solid"));
    assertThat(label(Naming.AS_GIVEN, "GTV Meier")).isEqualTo("GTV Meier");
  }

  @Test
  void options_that_a_dataset_adds_are_hashed() {
    Map<String, Object> options =
        Map.of(
            "shape",
            List.of(1, 2, 3),
            "spacing_mm",
            "native",
            "columns",
            List.of("seen by Meier", "k"),
            "regions",
            "meier.*");
    CropSetHeader plain =
        new CropSetHeader(new GridSize(1, 1, 1), Optional.empty(), "some", options);
    Map<String, Object> hidden = NAMES.header(plain).options();
    assertThat(hidden)
        .containsEntry("shape", List.of(1, 2, 3))
        .containsEntry("spacing_mm", "native");
    assertThat(hidden.get("columns"))
        .isEqualTo(List.of(NAMES.text("seen by Meier"), NAMES.text("k")));
    assertThat(hidden).containsEntry("regions", NAMES.text("meier.*"));
  }

  @Test
  void what_is_unknown_stays_so() {
    CropOrigin origin = NAMES.crop(crop("abc-1", "", "", "")).origin();
    assertThat(origin).isEqualTo(new CropOrigin("", "", "", ""));
    Rejection rejection = NAMES.rejection(Rejection.ofFile("", "not-dicom", ""));
    assertThat(rejection).isEqualTo(Rejection.ofFile("", "not-dicom", ""));
  }

  @Test
  void a_uid_becomes_a_valid_uid() {
    for (int i = 0; i < 2000; i++) {
      String uid = NAMES.uid("1.3.6.1.4.1.14519.5.2.1." + i);
      // PS3.5 9.1: at most 64 characters, no component with a leading zero; B.2: below 2^128
      assertThat(uid).matches("2\\.25\\.(0|[1-9]\\d{0,38})");
      BigInteger uuid = new BigInteger(uid.substring(5));
      assertThat(uuid.shiftRight(76).intValue() & 0xf).isEqualTo(8);
      assertThat(uuid.shiftRight(62).intValue() & 3).isEqualTo(2);
    }
  }

  @Test
  void names_differ_where_keys_names_or_what_they_are_of_differ() {
    Set<String> all = new HashSet<>();
    for (Pseudonyms names : List.of(NAMES, OTHERS)) {
      all.add(names.uid("1.2"));
      all.add(names.uid("1.3"));
      all.add(names.text("1.2"));
      all.add(names.keyFingerprint());
      CropOrigin origin = names.crop(crop("1.2", "1.2", "1.2", "1.2.3")).origin();
      all.add(origin.patientId().substring(1));
      all.add(origin.sourceId().substring(1));
      // a nodule called 1.2 in another series
      all.add(names.crop(crop("1.2", "1.2", "1.2", "1.2.4")).origin().sourceId().substring(1));
    }
    assertThat(all).hasSize(14);
  }

  @Test
  void a_rejection_keeps_its_level_and_code_and_files_of_a_folder_stay_together() {
    Rejection first =
        NAMES.rejection(Rejection.ofFile("Smith^John/a/1.dcm", "truncated", "Smith^John/a/1.dcm"));
    Rejection second =
        NAMES.rejection(Rejection.ofFile("Smith^John/b/1.dcm", "truncated", "at byte 7"));
    assertThat(first.path()).matches("f[0-9a-f]{20}/f[0-9a-f]{20}/f[0-9a-f]{20}");
    String[] one = first.path().split("/", -1);
    String[] two = second.path().split("/", -1);
    assertThat(one[0]).isEqualTo(two[0]);
    assertThat(one[1]).isNotEqualTo(two[1]);
    assertThat(one[2]).isEqualTo(two[2]);
    assertThat(first.code()).isEqualTo("truncated");
    assertThat(first.detail()).matches("t[0-9a-f]{20}").isNotEqualTo(second.detail());
    Rejection nodule = NAMES.rejection(Rejection.ofNodule("1.2.3", "n", "below-3-mm", "small"));
    assertThat(nodule.nodule())
        .isEqualTo(NAMES.crop(crop("x", "n", "", "1.2.3")).origin().sourceId());
  }

  @Test
  void the_header_tells_keys_apart_and_holds_none() {
    CropSetHeader plain =
        new CropSetHeader(new GridSize(1, 1, 1), Optional.empty(), "some", Map.of("a", 1));
    assertThat(NAMES.header(plain).options())
        .isEqualTo(Map.of("a", 1, "pseudonym_key", NAMES.keyFingerprint()));
    assertThat(OTHERS.keyFingerprint()).isNotEqualTo(NAMES.keyFingerprint());
  }

  @Test
  void a_key_file_is_taken_byte_by_byte() throws IOException {
    Path file = Files.write(folder.resolve("key"), KEY);
    assertThat(Pseudonyms.byFile(file).keyFingerprint()).isEqualTo(NAMES.keyFingerprint());
    Files.writeString(file, "0123456789abcde\n");
    Pseudonyms withLineFeed = Pseudonyms.byFile(file);
    Files.writeString(file, "0123456789abcde ");
    assertThat(Pseudonyms.byFile(file).keyFingerprint())
        .isNotEqualTo(withLineFeed.keyFingerprint());
  }

  @Test
  void a_key_that_is_too_short_or_no_key_is_refused() throws IOException {
    Path file = Files.write(folder.resolve("key"), new byte[15]);
    assertThatThrownBy(() -> Pseudonyms.byFile(file))
        .isInstanceOf(FormatException.class)
        .hasMessage("a key file has 16 to 65536 bytes, the one given has 15");
    Files.write(file, new byte[65537]);
    assertThatThrownBy(() -> Pseudonyms.byFile(file))
        .hasMessage("a key file has 16 to 65536 bytes, the one given has more");
    assertThatThrownBy(() -> Pseudonyms.byFile(folder))
        .isInstanceOf(FormatException.class)
        .hasMessage("the key file named is no file");
    assertThatThrownBy(() -> Pseudonyms.by(new byte[15])).hasMessageContaining("at least 16 bytes");
  }

  @Test
  void a_crop_set_has_the_same_patients_and_crops_by_other_names() throws IOException {
    Path plain = folder.resolve("plain");
    Path named = folder.resolve("named");
    CropOptions options = new CropOptions(new GridSize(4, 4, 4), VoxelSpacing.isotropic(1));
    MadeUpDataset dataset = new MadeUpDataset(30, 0);
    IngestSummary expected = Ingest.run(dataset, options, plain, IngestListener.SILENT);
    IngestSummary summary =
        Ingest.withJobs(2).with(NAMES).write(dataset, options, named, IngestListener.SILENT);
    assertThat(summary).isEqualTo(expected);
    for (String file : List.of("crops-00000.npy", "masks-00000.npy")) {
      assertThat(named.resolve(file)).hasSameBinaryContentAs(plain.resolve(file));
    }
    CropSet before = CropSet.open(plain);
    CropSet after = CropSet.open(named);
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < before.records().size(); i++) {
      String pseudonym = after.records().get(i).patientId();
      pairs.add(before.records().get(i).patientId() + "=" + pseudonym);
      assertThat(after.volume(after.records().get(i))).isNotNull();
    }
    // MadeUpDataset has five patients, P0 to P4.
    assertThat(pairs).hasSize(5);
    assertThat(Files.readString(named.resolve("manifest.csv")))
        .doesNotContain("1.2.", "1.3.", ",P");
    assertThat(Files.readString(named.resolve("rejected.csv"))).doesNotContain("1.2.", "readme");
  }
}
