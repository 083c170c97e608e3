/** Reads the runtime's module and nothing else. */
module com.example.consumer {
  requires dev.pollux;
}
