/** The Pollux runtime: lazy futures that are polled, and the executors that poll them. */
module dev.pollux {
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;
  requires static jdk.jfr;

  exports dev.pollux;
  exports dev.pollux.net;
  exports dev.pollux.runtime;
  exports dev.pollux.sync;
  exports dev.pollux.testing;
  exports dev.pollux.time;
}
