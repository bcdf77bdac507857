package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;
import org.nodulens.volumeio.Sha256;

class WeightsCommandTest {
  @TempDir private Path folder;
  private Path file;
  private Path out;

  @BeforeEach
  void write_weights() throws IOException {
    file = weights(64, 1);
    out = folder.resolve("model");
  }

  /** A ViT of two blocks over a 4 x 4 grid of 8 x 8 patches, under timm's names. */
  private Path weights(int width, int heads) throws IOException {
    VitConfig config =
        new VitConfig(
            PixelSize.square(32),
            PixelSize.square(8),
            3,
            width,
            2,
            heads,
            2 * width,
            0,
            false,
            true,
            0,
            1e-6);
    Path written = folder.resolve("vit.safetensors");
    SafeTensors.write(written, VitWeights.random(config, /* deviation= */ 0.1, 4).tensors());
    return written;
  }

  private Run weights(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("weights"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void what_was_recognised_is_printed_and_a_backbone_is_written() throws Exception {
    Run run = weights(file, "--out", out, "--pixels", 48, "--field-of-view", 40);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .startsWith(
            "vit.safetensors",
            "  names: timm (safetensors, no config.json)",
            "  network: width 64, 2 blocks, 1 heads (width / 64), MLP 128, patches of 8 x 8 in 32 x 32"
                + " pixels, 3 channels",
            "  qkv fused, layer scale no, 0 registers, layer-norm epsilon 1e-06",
            "  positions: resized as timm");
    JsonNode json = new ObjectMapper().readTree(out.resolve("model.json").toFile());
    assertThat(json.path("architecture").path("img_size").asInt()).isEqualTo(32);
    assertThat(json.path("architecture").path("num_classes").asInt()).isZero();
    assertThat(json.path("input").path("pixels").toString()).isEqualTo("[48,48]");
    assertThat(json.path("input").path("field_of_view_mm").asDouble()).isEqualTo(40);
    assertThat(ModelFolder.open(out).weights().config().image()).isEqualTo(PixelSize.square(48));
    assertThat(folder.resolve("model.partial")).doesNotExist();
  }

  @Test
  void a_head_is_trained_on_published_weights() throws Exception {
    assertThat(weights(file, "--out", out, "--field-of-view", 30, "--pixels", 40).status())
        .isZero();
    Path crops = folder.resolve("crops");
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), 6);
    Run.of("ingest", "--dataset", "lidc-crops", "--root", root + "", "--out", crops + "");
    Path model = folder.resolve("trained");
    Run run =
        Run.of(
            ("train --tasks malignancy --layers head --folds 2 --epochs 2 --crops "
                    + crops
                    + " --backbone "
                    + out
                    + " --out "
                    + model)
                .split(" ", -1));
    assertThat(run.status()).as(run.err()).isZero();
    ModelFolder trained = ModelFolder.open(model);
    assertThat(trained.description().config().image()).isEqualTo(PixelSize.square(40));
    assertThat(trained.description().weightsImage()).isEqualTo(PixelSize.square(40));
    assertThat(trained.weights().tensor("blocks.0.attn.qkv.weight").values())
        .containsExactly(
            ModelFolder.open(out).weights().tensor("blocks.0.attn.qkv.weight").values());
    Run refused =
        Run.of(
            "predict",
            "--model",
            out + "",
            "--crops",
            crops + "",
            "--out",
            folder.resolve("p") + "");
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err()).contains("is a backbone without tasks: train a head on it first");
  }

  @Test
  void heads_that_are_nowhere_said_are_demanded() throws IOException {
    Path narrow = weights(48, 3);
    Run run = weights(narrow, "--out", out);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).hasLineCount(1).contains("width 48").contains("say it with --heads N");
    assertThat(out).doesNotExist();
    assertThat(weights(narrow, "--out", out, "--heads", 3).status()).isZero();
    assertThat(ModelFolder.open(out).description().config().heads()).isEqualTo(3);
  }

  @Test
  void a_checkpoint_that_asks_for_execution_is_refused_in_one_line() throws IOException {
    Path marker = folder.resolve("executed");
    String pickle = "cos\nsystem\n(S'touch " + marker + "'\ntR.";
    Path evil = folder.resolve("evil.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(evil))) {
      zip.putNextEntry(new ZipEntry("evil/data.pkl"));
      zip.write(pickle.getBytes(StandardCharsets.US_ASCII));
    }
    Run run = weights(evil, "--out", out);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("evil.pth")
        .contains("a call for os.system, which is not read");
    assertThat(marker).doesNotExist();
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("model.partial")).doesNotExist();
  }

  @Test
  void a_published_file_is_fetched_checked_and_not_left_beside_the_model() throws Exception {
    byte[] content = Files.readAllBytes(file);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/dir/vit.safetensors",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/dir/vit.safetensors";
      Run wrong = weights("--fetch", url, "--sha256", "0".repeat(64), "--out", out);
      assertThat(wrong.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(wrong.err()).contains("expected is 0000").contains("nothing was kept");
      assertThat(out).doesNotExist();
      assertThat(folder.resolve("model.partial")).doesNotExist();
      Run run = weights("--fetch", url, "--sha256", Sha256.of(content), "--out", out);
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(out.resolve("download")).doesNotExist();
      assertThat(ModelFolder.open(out).description().provenance().at("/published_weights/sha256"))
          .hasToString('"' + Sha256.of(content) + '"');
      Run mirrored =
          weights("--fetch", "dino_vits8", "--mirror", url, "--out", folder.resolve("m"));
      assertThat(mirrored.status()).isEqualTo(ExitStatus.FAILED);
      // this server gives its one file under any path below
      assertThat(mirrored.err())
          .contains("dino/dino_deitsmall8_pretrain/dino_deitsmall8_pretrain.pth gave")
          .contains("expected is 55c8b267");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void wrong_use_is_said_in_one_line() {
    assertWrong("name a FILE", "--out", out);
    assertWrong("name a FILE", file, "--fetch", "dino_vits8", "--out", out);
    assertWrong("belong to --fetch", file, "--sha256", "0", "--out", out);
    assertWrong("dino_vits9 is not known", "--fetch", "dino_vits9", "--out", out);
    assertWrong("needs the SHA-256", "--fetch", "https://weights.invalid/a", "--out", out);
    assertWrong("timm, dino or bicubic", file, "--positions", "nearest", "--out", out);
    assertWrong("patches of 8 x 8 pixels do not tile", file, "--pixels", 30, "--out", out);
    assertWrong("heads must be at least 1", file, "--heads", 0, "--out", out);
    assertWrong("[TEACHER, STUDENT]", file, "--branch", "both", "--out", out);
    assertThat(out).doesNotExist();
  }

  private void assertWrong(String why, Object... arguments) {
    Run run = weights(arguments);
    assertThat(run.status()).as(why).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).hasLineCount(1).contains(why);
  }
}
