package org.nodulens.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.nodulens.cropset.CropDescription;
import org.nodulens.cropset.CropOrigin;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.Rejection;
import org.nodulens.volumeio.FormatException;

/**
 * Keyed hashes instead of names: HMAC-SHA-256 (RFC 2104) by a secret key. The same key gives the
 * same patient, series or image the same pseudonym in every crop set; without the key no pseudonym
 * leads back, not even to a name that is guessed. A pseudonym is a letter and {@value #HEX_DIGITS}
 * hexadecimal digits; a UID becomes a UID below 2.25 (PS3.5 B.2). What is empty stays empty.
 *
 * <p>Safe for use by several threads.
 */
public final class Pseudonyms implements Naming {
  /** A key that is shorter could be guessed. */
  public static final int LEAST_KEY_BYTES = 16;

  /** No key is longer; a larger file was named by mistake. */
  private static final int MOST_KEY_BYTES = 1 << 16;

  /** 80 bits: of a million names two are alike with a chance of 4e-13. */
  private static final int HEX_DIGITS = 20;

  private static final int UUID_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final FreeText freeText;

  private Pseudonyms(SecretKeySpec key, Set<String> closedLabels) {
    this.key = key;
    this.freeText = new FreeText(closedLabels, this::text);
  }

  /**
   * By a key.
   *
   * @param key at least {@value #LEAST_KEY_BYTES} bytes that nobody can guess
   */
  public static Pseudonyms by(byte[] key) {
    if (key.length < LEAST_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has at least " + LEAST_KEY_BYTES + " bytes, got " + key.length);
    }
    return new Pseudonyms(new SecretKeySpec(key, ALGORITHM), Set.of());
  }

  /**
   * By all the bytes of a file, a line feed at its end among them.
   *
   * @throws FormatException if they are too few, or too many for a key
   */
  public static Pseudonyms byFile(Path file) throws IOException {
    byte[] bytes;
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          Files.exists(file) ? "the key file named is no file" : "there is no such key file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_KEY_BYTES + 1);
    }
    if (bytes.length < LEAST_KEY_BYTES || bytes.length > MOST_KEY_BYTES) {
      throw new FormatException(
          "a key file has "
              + (LEAST_KEY_BYTES + " to " + MOST_KEY_BYTES + " bytes, the one given has ")
              + (bytes.length > MOST_KEY_BYTES ? "more" : bytes.length));
    }
    return by(bytes);
  }

  /** Tells this key from others, and nothing about it. */
  public String keyFingerprint() {
    return hex("k", "key");
  }

  /** The text's keyed hash: two are equal where the texts are. */
  public String text(String text) {
    return text.isEmpty() ? "" : hex("t", "text", text);
  }

  @Override
  public Pseudonyms keeping(Set<String> closedLabels) {
    return new Pseudonyms(key, closedLabels);
  }

  @Override
  public CropSetHeader header(CropSetHeader header) {
    Map<String, Object> options = freeText.options(header.options());
    options.put("pseudonym_key", keyFingerprint());
    return new CropSetHeader(header.size(), header.spacing(), header.source(), options);
  }

  @Override
  public CropDescription crop(CropDescription crop) {
    CropOrigin origin = crop.origin();
    return new CropDescription(
        hex("c", "crop", crop.cropId()),
        new CropOrigin(
            nodule(origin.seriesUid(), origin.sourceId()),
            patient(origin.patientId()),
            uid(origin.seriesUid()),
            uid(origin.sopUid())),
        crop.geometry(),
        freeText.nodule(crop.nodule()),
        crop.paddedFraction(),
        crop.flags());
  }

  /**
   * The code stays. A detail may quote anything that the data holds, so that it is hashed whole.
   */
  @Override
  public Rejection rejection(Rejection rejection) {
    return new Rejection(
        rejection.level(),
        path(rejection.path()),
        uid(rejection.seriesUid()),
        nodule(rejection.seriesUid(), rejection.nodule()),
        rejection.code(),
        text(rejection.detail()));
  }

  /** A UID of a UUID (version 8, RFC 9562) that the keyed hash gives. */
  @Override
  public String uid(String uid) {
    if (uid.isEmpty()) {
      return "";
    }
    byte[] uuid = Arrays.copyOf(hash("uid", uid), UUID_BYTES);
    uuid[6] = (byte) ((uuid[6] & 0x0f) | 0x80);
    uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
    return "2.25." + new BigInteger(1, uuid);
  }

  private String patient(String patientId) {
    return patientId.isEmpty() ? "" : hex("p", "patient", patientId);
  }

  /** Names of nodules are unique in their series only, and often the same in others. */
  private String nodule(String seriesUid, String sourceId) {
    return sourceId.isEmpty() ? "" : hex("n", "nodule", seriesUid, sourceId);
  }

  /** Folder by folder, so that files of a folder stay together. */
  private String path(String path) {
    return Stream.of(path.split("/", -1))
        .map(name -> name.isEmpty() ? "" : hex("f", "file", name))
        .collect(Collectors.joining("/"));
  }

  private String hex(String letter, String... what) {
    return letter + HexFormat.of().formatHex(hash(what)).substring(0, HEX_DIGITS);
  }

  /** Each part with its length before it: no two lists of parts make the same bytes. */
  private byte[] hash(String... parts) {
    Mac mac = mac();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      mac.update(bytes);
    }
    return mac.doFinal();
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
