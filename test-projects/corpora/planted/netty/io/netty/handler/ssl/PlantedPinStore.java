package io.netty.handler.ssl;

import java.io.IOException;
import java.util.List;

/** Where certificate pins come from. */
interface PlantedPinStore {
  List<String> load(String host) throws IOException;
}
