package dev.lockstep.sandbox;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.sandbox.content.Content;
import dev.lockstep.sandbox.store.Selection;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/// An object of the store in memory, being read. Belongs to one thread.
final class HeldFetch implements FetchedObject, ReadableByteChannel {
  private final ObjectHead head;
  private final Selection selection;
  private final Content content;
  private long at;
  private boolean open = true;

  HeldFetch(ObjectHead head, Selection selection, Content whole) {
    this.head = head;
    this.selection = selection;
    this.content = whole.slice(selection.offset(), selection.length());
  }

  @Override
  public ObjectHead head() {
    return head;
  }

  @Override
  public long offset() {
    return selection.offset();
  }

  @Override
  public long length() {
    return selection.length();
  }

  @Override
  public ReadableByteChannel body() {
    return this;
  }

  @Override
  public int read(ByteBuffer target) throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (at == selection.length()) {
      return -1;
    }
    int count = content.read(at, target);
    at += count;
    return count;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
