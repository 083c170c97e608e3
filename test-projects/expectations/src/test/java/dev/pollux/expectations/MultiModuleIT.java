package dev.pollux.expectations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiModuleIT {
  @ParameterizedTest
  @ValueSource(strings = {"catalog", "storage", "shop"})
  void each_marked_line_of_a_module_is_found_and_no_other(String module) {
    TestProject project = TestProject.in("multi-module/" + module);
    assertEquals(project.marks().findings(), project.lint().findings());
  }
}
