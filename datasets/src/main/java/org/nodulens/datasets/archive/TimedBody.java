package org.nodulens.datasets.archive;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream, a piece of it in memory at a time. No wait for the next byte
 * lasts longer than is allowed, and bytes that only trickle end it too.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
  /** Slower than any line that could fetch a series in a day. */
  private static final long SLOWEST_BYTES_PER_SECOND = 256;

  /** Stalls that are granted before the speed is looked at. */
  private static final int GRACE = 4;

  private final Duration stall;
  private final LongSupplier clockNs;
  private final long startNs;
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private Iterator<ByteBuffer> pieces = Collections.emptyIterator();
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private boolean asked = true;
  private boolean ended;
  private long received;
  private volatile boolean closed;
  private volatile @Nullable Subscription subscription;

  /** What came; without pieces it is the end. */
  private record Arrival(List<ByteBuffer> pieces, boolean last, @Nullable Throwable fault) {}

  TimedBody(Duration stall, LongSupplier clockNs) {
    this.stall = stall;
    this.clockNs = clockNs;
    this.startNs = clockNs.getAsLong();
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    arrivals.add(new Arrival(bytes, false, null));
  }

  @Override
  public void onError(Throwable fault) {
    arrivals.add(new Arrival(List.of(), true, fault));
  }

  @Override
  public void onComplete() {
    arrivals.add(new Arrival(List.of(), true, null));
  }

  @Override
  public int read() throws ArchiveFault, InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws ArchiveFault, InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    while (!piece.hasRemaining()) {
      if (pieces.hasNext()) {
        piece = pieces.next();
      } else if (!awaitMore()) {
        return -1;
      }
    }
    int count = Math.min(length, piece.remaining());
    piece.get(into, offset, count);
    return count;
  }

  private boolean awaitMore() throws ArchiveFault, InterruptedIOException {
    if (ended) {
      return false;
    }
    Subscription source = subscription;
    if (!asked && source != null) {
      source.request(1);
    }
    Arrival arrival = next();
    if (arrival.fault() != null) {
      throw ArchiveFault.passing("broken-off", "the answer broke off after " + received + " bytes");
    }
    asked = false;
    ended = arrival.last();
    pieces = arrival.pieces().iterator();
    arrival.pieces().forEach(bytes -> received += bytes.remaining());
    requireSpeed();
    return !ended;
  }

  private Arrival next() throws ArchiveFault, InterruptedIOException {
    try {
      Arrival arrival = arrivals.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival == null) {
        close();
        throw ArchiveFault.passing(
            "timed-out",
            "nothing came for " + stall.toMillis() + " ms after " + received + " bytes");
      }
      return arrival;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the fetch was interrupted");
    }
  }

  private void requireSpeed() throws ArchiveFault {
    long elapsedNs = clockNs.getAsLong() - startNs;
    long least = TimeUnit.NANOSECONDS.toSeconds(elapsedNs) * SLOWEST_BYTES_PER_SECOND;
    if (!ended && elapsedNs > GRACE * stall.toNanos() && received < least) {
      close();
      throw ArchiveFault.passing(
          "timed-out",
          "the answer trickles: " + received + " bytes where " + least + " are the least");
    }
  }

  @Override
  public void close() {
    closed = true;
    Subscription source = subscription;
    if (source != null) {
      source.cancel();
    }
  }
}
