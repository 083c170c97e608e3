package io.netty.handler.ssl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pins in a folder, one file a host. */
final class PlantedFilePins implements PlantedPinStore {
  private final Path folder;

  PlantedFilePins(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> load(String host) throws IOException {
    return PlantedPinFiles.read(folder.resolve(host));
  }
}
