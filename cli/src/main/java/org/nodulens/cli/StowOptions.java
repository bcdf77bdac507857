package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.archive.Patience;
import org.nodulens.datasets.archive.PushMemory;
import org.nodulens.datasets.archive.StowTarget;
import picocli.CommandLine.Option;

/** {@code --stow} and how to sign in there. */
final class StowOptions {
  /** Where the credentials stand if no file names them. */
  private static final String VARIABLE = "NODULENS_STOW_AUTH";

  private static final long LONGEST_SECRET = 1 << 14;

  @Option(
      names = "--stow",
      required = true,
      paramLabel = "URL",
      description = "A PACS that takes files over the web (STOW-RS): its DICOMweb address.")
  private String stow;

  @Option(
      names = "--stow-auth",
      paramLabel = "FILE",
      description =
          "File with user:password or Bearer TOKEN on its only line. Default: the environment"
              + " variable NODULENS_STOW_AUTH, where it is set.")
  private @Nullable Path auth;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How often a file is sent at most where the PACS is out of reach or has a fault, with"
              + " growing pauses. Default: ${DEFAULT-VALUE}.")
  private int attempts;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Remembers there what was stored; the same command once more sends only the rest.")
  private @Nullable Path resume;

  StowTarget target() throws IOException {
    StowTarget target;
    try {
      target = StowTarget.of(stow);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--stow: " + e.getMessage());
    }
    Optional<String> secret = secret();
    try {
      return secret.isPresent() ? target.signedIn(secret.get()) : target;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          (auth == null ? VARIABLE : "--stow-auth " + auth) + ": " + e.getMessage());
    }
  }

  private Optional<String> secret() throws IOException {
    if (auth == null) {
      return Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isBlank());
    }
    if (Files.size(auth) > LONGEST_SECRET) {
      throw new UsageException("--stow-auth " + auth + ": too large for one line of credentials");
    }
    return Optional.of(Files.readString(auth));
  }

  Patience patience() {
    Patience patience = Patience.DEFAULT;
    try {
      return new Patience(
          patience.stall(), attempts, patience.firstPause(), patience.longestPause());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attempts: " + e.getMessage());
    }
  }

  /** Whether what is stored is noted down. */
  boolean remembers() {
    return resume != null;
  }

  Optional<PushMemory> memory(StowTarget target) throws IOException {
    return resume == null ? Optional.empty() : Optional.of(PushMemory.open(resume, target));
  }
}
