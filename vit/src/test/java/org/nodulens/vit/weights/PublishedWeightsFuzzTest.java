package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.StoredTensor;
import org.nodulens.vit.Tensor;
import org.nodulens.volumeio.FormatException;

/** Files of weights from strangers: read, or refused in one line. */
class PublishedWeightsFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> checkpoints() {
    Map<String, Object> root =
        Map.of(
            "teacher",
            PublishedNames.under("backbone.", PublishedNames.own(PublishedNames.PLAIN)),
            "args",
            new TorchFiles.Raw("cargparse\nNamespace\n)\u0081}Vlr\nF1.5\nsb"));
    Map<String, Tensor> two =
        Map.of("a", new Tensor(new float[6], 2, 3), "b", new Tensor(new float[1], 1));
    return Stream.of(
        TorchFiles.zip(root, ZipEntry.STORED),
        TorchFiles.zip(two, ZipEntry.STORED),
        TorchFiles.zip(two, ZipEntry.DEFLATED),
        TorchFiles.stream(two));
  }

  @MethodSource("checkpoints")
  @FuzzTest
  void a_checkpoint_is_read_or_refused(byte[] bytes) throws IOException {
    try {
      Path file = Files.write(folder.resolve("fuzzed.pth"), bytes);
      try (TensorFile opened = TensorFile.open(file)) {
        for (StoredTensor tensor : opened.tensors().values()) {
          assertThat(tensor.count()).isLessThanOrEqualTo(40 * bytes.length);
          assertThat(tensor.read().values()).hasSize(tensor.count());
        }
      }
      try (PublishedWeights weights = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
        assertThat(weights.summary()).hasSize(6);
      }
    } catch (FormatException e) {
      assertThat(e).hasMessageContaining("fuzzed.pth");
    }
  }

  static Stream<byte[]> pickles() {
    return Stream.of(
        TorchFiles.pickle(Map.of("a", new Tensor(new float[6], 2, 3))),
        TorchFiles.latin("(dp0\nVa\np1\nI1\nsVb\np2\nL300L\ns."),
        TorchFiles.latin(
            "\u0080\u0004\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000}\u0094(\u008c\u0001a\u0094K\u0001u."),
        TorchFiles.latin("(ibuiltins\nlist\n(lp0\nI1\nag0\na(cbuiltins\nset\n]o\u0090."));
  }

  @MethodSource("pickles")
  @FuzzTest
  void a_pickle_is_read_or_refused(byte[] bytes) {
    try {
      assertThat(Unpickler.read(ByteBuffer.wrap(bytes), "fuzzed", storage -> {})).isNotNull();
    } catch (FormatException e) {
      assertThat(e).hasMessageContaining("fuzzed");
    }
  }

  static Stream<byte[]> configs() {
    return Stream.of(
            "{\"model_type\":\"vit\",\"num_attention_heads\":1,\"image_size\":[8,8],"
                + "\"layer_norm_eps\":1e-12,\"id2label\":{\"0\":\"a\"},\"hidden_act\":\"gelu\"}",
            "{\"architecture\":\"vit_x\",\"num_classes\":0,\"global_pool\":\"token\","
                + "\"model_args\":{\"num_heads\":1},\"pretrained_cfg\":{\"mean\":[0.5,0.5,0.5],"
                + "\"std\":[0.5,0.5,0.5],\"input_size\":[3,8,8]}}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("configs")
  @FuzzTest
  void a_config_json_is_read_or_refused(byte[] bytes) throws IOException {
    Path file = folder.resolve("model.safetensors");
    if (!Files.exists(file)) {
      SafeTensors.write(file, PublishedNames.huggingFace(PublishedNames.PLAIN));
    }
    try {
      Files.write(folder.resolve("config.json"), bytes);
      try (PublishedWeights weights = PublishedWeights.open(file, ImportOptions.DEFAULT)) {
        assertThat(weights.summary()).hasSize(6);
        assertThat(weights.description().input().pixels()).isEqualTo(weights.config().image());
      }
    } catch (FormatException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
