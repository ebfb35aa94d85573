package dev.lockstep.benchmarks.requests;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.s3.S3Settings;
import dev.lockstep.s3.S3Stores;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.CredentialSource;
import dev.lockstep.s3.sign.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Our own client.
final class Ours implements Contender {
  private static final ObjectRef OBJECT =
      ObjectRef.current(new BucketName(Target.BUCKET), ObjectKey.of(Target.KEY));
  private static final CopyOptions COPY =
      new CopyOptions(null, null, StorageClass.STANDARD, null, WriteOptions.PLAIN);

  private final ObjectStore store;
  private final ByteBuffer body = ByteBuffer.allocateDirect(Operation.OBJECT_BYTES);

  Ours(Target target, InstantSource clock) {
    CredentialSource credentials =
        CredentialSource.of(
            AwsCredentials.lasting(Target.ACCESS_KEY, Secret.of(Target.SECRET_KEY)));
    S3Settings settings =
        S3Settings.of("ours", URI.create(target.url()), Target.REGION, credentials);
    store =
        S3Stores.of(target.tls() ? settings.withCaBundle(target.certificate()) : settings, clock);
  }

  @Override
  public String name() {
    return RequestCosts.OURS;
  }

  @Override
  public long run(Operation operation, int requests) throws Exception {
    return VirtualThreads.run(
        requests,
        share -> {
          byte[] buffer = new byte[Operation.OBJECT_BYTES];
          long seen = 0;
          for (int i = 0; i < share; i++) {
            seen += once(operation, buffer);
          }
          return seen;
        });
  }

  private long once(Operation operation, byte[] buffer) throws IOException {
    return switch (operation) {
      case PUT ->
          seen(
              store.putObject(
                  OBJECT, ObjectAttributes.NONE, ObjectBody.of(body), WriteOptions.PLAIN));
      case GET -> fetch(buffer);
      case HEAD -> {
        ObjectHead head = store.headObject(OBJECT, ReadOptions.PLAIN);
        yield head.size() + seen(head.etag());
      }
      case COPY -> seen(store.copyObject(OBJECT, OBJECT, COPY));
      case LIST -> seen(store.listObjects(OBJECT.bucket(), ListingRequest.first(ObjectKey.EMPTY)));
    };
  }

  private static long seen(WriteReceipt receipt) {
    return seen(receipt.etag());
  }

  private static int seen(@Nullable ETag etag) {
    return etag == null ? 0 : etag.value().hashCode();
  }

  private long fetch(byte[] buffer) throws IOException {
    try (FetchedObject object = store.fetchObject(OBJECT, ReadOptions.PLAIN)) {
      ByteBuffer target = ByteBuffer.wrap(buffer);
      while (target.hasRemaining()) {
        if (object.body().read(target) < 0) {
          throw new EOFException();
        }
      }
      return Seen.bytes(buffer, 0, object.length());
    }
  }

  private static long seen(ListingPage page) {
    EntryPage rows = page.entries();
    long seen = page.last() ? 0 : 1;
    for (int row = 0; row < rows.count(); row++) {
      seen += rows.size(row) + rows.modifiedMillis(row) + rows.keyBytes()[rows.keyEnd(row) - 9];
      seen += rows.keyEnd(row) - rows.keyStart(row);
    }
    return seen;
  }

  @Override
  public void close() {
    store.close();
  }
}
