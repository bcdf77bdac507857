package org.nodulens.cli;

import java.time.Duration;
import org.nodulens.datasets.archive.AeTitle;
import org.nodulens.datasets.archive.PacsAddress;
import org.nodulens.datasets.archive.PacsCall;
import org.nodulens.datasets.archive.PacsClient;
import org.nodulens.datasets.archive.PacsException;
import picocli.CommandLine.Option;

/** {@code --pacs} and how to call it, mixed into every subcommand that speaks with one. */
final class PacsOptions {
  @Option(
      names = "--pacs",
      required = true,
      paramLabel = "AE@HOST:PORT",
      description = "The PACS: its AE title, host and port.")
  private String pacs;

  @Option(
      names = "--aet",
      paramLabel = "AE",
      defaultValue = "NODULENS",
      description =
          "The AE title to call as; the PACS may have to be told of it. Default: ${DEFAULT-VALUE}.")
  private String aet;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "The longest silence before the PACS is given up. Default: ${DEFAULT-VALUE}. More where it"
              + " must fetch studies from a slow store.")
  private int timeout;

  /**
   * Whom to call, and how.
   *
   * @throws UsageException if the options make no sense
   */
  PacsCall call() {
    try {
      return new PacsCall(PacsAddress.parse(pacs), new AeTitle(aet), Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--pacs, --aet or --timeout: " + e.getMessage());
    }
  }

  /** What speaks with it, where it has been built in. */
  static PacsClient client(String command) throws PacsException {
    return PacsClient.installed()
        .orElseThrow(
            () ->
                new PacsException(
                    command
                        + " --pacs needs dcm4che, which is not built in; NODULENS_PROFILES=dcm4che"
                        + " ./nodulens "
                        + command
                        + " ... builds it in, see ingest/dcm4che/README.md"));
  }
}
