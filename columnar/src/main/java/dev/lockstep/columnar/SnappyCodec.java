package dev.lockstep.columnar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/// Snappy for parquet-java, without Hadoop's codecs in between. Parquet is not read by parquet-java
/// here, so nothing is decompressed.
final class SnappyCodec implements CompressionCodecFactory {
  /// Bytes that are not copied once more to be read.
  private static final class PlainBytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }

  private static final class Compressor implements BytesInputCompressor {
    private final PlainBytes plain = new PlainBytes();
    private byte[] compressed = {};

    /// What is returned is used up before the next call.
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      plain.reset();
      bytes.writeAllTo(plain);
      int most = Snappy.maxCompressedLength(plain.size());
      if (compressed.length < most) {
        compressed = new byte[most];
      }
      int length = Snappy.compress(plain.array(), 0, plain.size(), compressed, 0);
      return BytesInput.from(compressed, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.SNAPPY;
    }

    @Override
    public void release() {
      compressed = new byte[0];
    }
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Nothing is read by this");
  }

  @Override
  public void release() {}
}
