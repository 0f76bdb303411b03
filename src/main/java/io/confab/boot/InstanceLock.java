package io.confab.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Keeps a data directory to one process. The system lets go of the lock when the process ends,
 * however it ends; the file names the holder for whoever comes second.
 *
 * @param file open for as long as the lock is held: closing it, or losing it to the garbage
 *     collector, lets go of the lock
 */
record InstanceLock(FileChannel file) {

  /**
   * Takes the lock of a data directory.
   *
   * @throws StartException naming the process that holds it
   */
  static InstanceLock take(final DataDirectory data) {
    try {
      final FileChannel file =
          FileChannel.open(
              data.lock(),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      if (file.tryLock() == null) {
        throw new StartException(
            "Confab already runs on the data in %s, as process %s"
                .formatted(data.path(), Files.readString(data.lock()).strip()));
      }
      final String pid = ProcessHandle.current().pid() + "\n";
      file.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return new InstanceLock(file);
    } catch (final IOException e) {
      throw new StartException("Confab cannot lock " + data.lock(), e);
    }
  }
}
