package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EchoServerIT {
  @Test
  void a_careful_server_has_no_findings() {
    assertEquals(0, TestProject.in("echo-server").lint().size());
  }
}
