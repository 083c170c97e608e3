package dev.pollux.maven.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class PollRewriterTest {
  private static final ClassLoader LOADER = ClassLoader.getSystemClassLoader();
  private static final String FIXTURE = "dev/pollux/maven/smoke/fixture/Wrong$Parent";
  private final PollRewriter rewriter = new PollRewriter(LOADER);

  private static byte[] fixture() throws Exception {
    try (InputStream in = LOADER.getResourceAsStream(FIXTURE + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void a_class_polls_a_child_and_calls_the_probe_afterwards() throws Exception {
    byte[] rewritten = rewriter.transform(LOADER, FIXTURE, null, null, fixture());

    assertTrue(
        new String(rewritten, StandardCharsets.ISO_8859_1).contains(SmokeAgent.PROBE),
        "names the probe");
  }

  @Test
  void a_class_of_another_loader_stays_as_it_is() throws Exception {
    assertNull(
        rewriter.transform(ClassLoader.getPlatformClassLoader(), FIXTURE, null, null, fixture()));
  }

  @Test
  void a_class_that_polls_nothing_stays_as_it_is() {
    ClassWriter plain = new ClassWriter(0);
    plain.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/Plain", null, "java/lang/Object", null);

    assertNull(rewriter.transform(LOADER, "p/Plain", null, null, plain.toByteArray()));
  }

  @Test
  void what_is_no_class_file_stays_as_it_is_and_is_noted() {
    assertNull(rewriter.transform(LOADER, "p/Garbage", null, null, new byte[] {1, 2, 3, 4}));
    assertNotNull(System.getProperty("pollux.smoke.agent.skipped"));
    assertFalse(System.getProperty("pollux.smoke.agent.skipped").isEmpty());
  }
}
