package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.InstanceIdentity;
import org.nodulens.volumeio.Sha256;

/**
 * Stores files over the web (STOW-RS, PS3.18 10.5): an instance a request, so that each has an
 * answer of its own, streamed from disk. An instance counts as stored only where the answer names
 * it. What may pass is tried again; what concerns all files ends the push.
 */
public final class StowClient implements FolderPush.Store {
  private static final Set<Integer> ONE_FILES_FAULT = Set.of(400, 409, 413, 415, 422);

  /** Of what it takes to send a file; slower lines are given up. */
  private static final long SLOWEST_BYTES_PER_SECOND = 1 << 14;

  /** About one instance no server has more to say. */
  private static final int LONGEST_ANSWER = 1 << 20;

  private final StowTarget target;
  private final Optional<PushMemory> memory;
  private final Patience patience;
  private final Attempts attempts;
  private final HttpClient http;

  /** A client that remembers, where there is a memory, what was stored. */
  public StowClient(StowTarget target, Patience patience, Optional<PushMemory> memory) {
    this(target, patience, memory, Attempts.of(patience));
  }

  StowClient(StowTarget target, Patience patience, Optional<PushMemory> memory, Attempts attempts) {
    this.target = target;
    this.memory = memory;
    this.patience = patience;
    this.attempts = attempts;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.stall())
            .build();
  }

  @Override
  public void store(List<Path> files, PacsClient.StoreListener listener) throws IOException {
    for (Path file : files) {
      InstanceIdentity identity;
      try {
        identity = InstanceIdentity.read(file);
      } catch (DicomFormatException e) {
        listener.rejected(file, e.code(), "is no DICOM file that says what it is");
        continue;
      }
      store(file, identity.sopUid(), listener);
    }
  }

  private void store(Path file, String sopUid, PacsClient.StoreListener listener)
      throws IOException {
    if (memory.isPresent() && memory.get().holds(sopUid, file)) {
      listener.storedBefore(file);
      return;
    }
    Reply reply;
    try {
      reply = attempts.run(() -> post(file));
    } catch (ArchiveFault fault) {
      throw new PacsException(target + " " + fault.reason());
    }
    if (reply.status() / 100 == 2 && reply.answer().stored(sopUid)) {
      if (memory.isPresent()) {
        memory.get().add(sopUid, file);
      }
      listener.stored(file);
    } else {
      reject(file, "instance " + sopUid + ": ", reply, reply.answer().failure(sopUid), listener);
    }
  }

  /** What the PACS answered to one file. */
  private record Reply(int status, StowAnswer answer) {}

  private void reject(
      Path file,
      String instance,
      Reply reply,
      Optional<String> failure,
      PacsClient.StoreListener listener)
      throws PacsException {
    int status = reply.status();
    if (failure.isPresent()) {
      listener.rejected(file, "refused", instance + failure.get());
    } else if (status == 413) {
      listener.rejected(file, "too-large", instance + "larger than the PACS takes (413)");
    } else if (ONE_FILES_FAULT.contains(status)) {
      listener.rejected(file, "refused", instance + "the PACS answers " + status);
    } else if (status >= 200 && status < 300) {
      listener.rejected(
          file, "unconfirmed", instance + "the answer (" + status + ") does not say it is stored");
    } else {
      throw new PacsException(target + " " + refusal(status));
    }
  }

  private String refusal(int status) {
    return switch (status) {
      case 401 ->
          target.authorization().isPresent()
              ? "does not accept the credentials (401)"
              : "asks for credentials (401)";
      case 403 -> "forbids storing (403)";
      case 404, 405, 410 -> "is no STOW-RS service (" + status + "); is the address right?";
      default ->
          status >= 300 && status < 400
              ? "leads elsewhere (" + status + "), which is not followed; give the final address"
              : "answers " + status;
    };
  }

  /** One attempt; an answer that may pass is a fault. */
  private Reply post(Path file) throws IOException {
    HttpResponse<InputStream> response = send(request(file));
    int status = response.statusCode();
    try (InputStream body = response.body()) {
      if (status == 408 || status == 429 || (status >= 500 && status != 501)) {
        throw ArchiveFault.passing("server-error", "answers " + status);
      }
      return new Reply(status, StowAnswer.of(body.readNBytes(LONGEST_ANSWER)));
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, info -> new TimedBody(patience.stall(), System::nanoTime));
    } catch (HttpTimeoutException e) {
      throw ArchiveFault.passing(
          "timed-out", "did not answer for " + patience.stall().toSeconds() + " s");
    } catch (ConnectException e) {
      throw ArchiveFault.passing("unreachable", "cannot be reached");
    } catch (SSLException e) {
      throw ArchiveFault.lasting("unreachable", "cannot be trusted: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the push was interrupted");
    } catch (IOException e) {
      throw ArchiveFault.passing("broken-off", "broke off before it answered");
    }
  }

  private HttpRequest request(Path file) throws IOException {
    // A boundary must not stand in what it bounds; this one is no DICOM text (RFC 2046, 5.1.1).
    String boundary = "nodulens-" + Sha256.of(file).substring(0, 40);
    BodyPublisher body =
        BodyPublishers.concat(
            text("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"),
            BodyPublishers.ofFile(file),
            text("\r\n--" + boundary + "--\r\n"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.studies())
            .timeout(patience.stall().plusSeconds(Files.size(file) / SLOWEST_BYTES_PER_SECOND))
            .header("User-Agent", "nodulens")
            .header("Accept", "application/dicom+json")
            .header(
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
            .POST(body);
    target.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.US_ASCII);
  }
}
