package org.nodulens.volumeio;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;

/**
 * How tables are read and written: UTF-8, RFC 4180, numbers in the fewest digits that keep every
 * bit.
 */
public final class Csv {
  private Csv() {}

  /** What is made of a table's rows. */
  @FunctionalInterface
  public interface RowsReader {
    void read(CSVParser rows) throws IOException;
  }

  /**
   * Reads a table whose first row names its columns: UTF-8, RFC 4180.
   *
   * @param kind what the file should be, for the message: {@code table of scores}
   * @throws FormatException if the file is none
   */
  public static void read(Path file, String kind, RowsReader reader) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = format.parse(text)) {
      reader.read(rows);
    } catch (CharacterCodingException e) {
      throw new FormatException(file + " is no table: its characters are none", e);
    } catch (CSVException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new FormatException(file + " is no " + kind + ": " + e.getMessage(), e);
    }
  }

  /** A table that replaces the file; the caller closes it. */
  public static CSVPrinter printer(Path file) throws IOException {
    return printer(FileOutput.stream(file));
  }

  /** A table that goes on behind the file's first so many bytes; the rest of it is cut off. */
  public static CSVPrinter appender(Path file, long keptBytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (channel.size() < keptBytes) {
        throw new FormatException(
            file + " is truncated: it held " + keptBytes + " bytes and has " + channel.size());
      }
      channel.truncate(keptBytes).position(keptBytes);
      return printer(FileOutput.naming(file, Channels.newOutputStream(channel)));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A table that goes into the stream; the caller closes it, or flushes it and keeps the stream.
   */
  public static CSVPrinter printer(OutputStream out) throws IOException {
    // A writer over a stream replaces what no UTF-8 can hold; newBufferedWriter would throw.
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    return new CSVPrinter(new BufferedWriter(writer), CSVFormat.RFC4180);
  }

  /** Without exponent, without a trailing {@code .0}. */
  public static String text(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /** Empty where there is no number. */
  public static String text(OptionalDouble number) {
    return number.isPresent() ? text(number.getAsDouble()) : "";
  }
}
