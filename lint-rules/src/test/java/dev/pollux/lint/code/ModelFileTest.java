package dev.pollux.lint.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model file may say, and what is answered when it says something else. */
class ModelFileTest {
  private static String error(String text) {
    return assertThrows(IllegalArgumentException.class, () -> ModelReader.read("acme.yaml", text))
        .getMessage();
  }

  @Test
  void fileOfThePublicForm_isRead() {
    ModelFile model =
        ModelReader.read(
            "acme.yaml",
            """
            model: acme
            futures:
              - type: com.acme.Deferred
                poll: "poll(com.acme.Waker)"
                waker: arg0
                pending: "null"
            wakers:
              - {type: com.acme.Waker, wake: "wake()", willWake: "sameTask(com.acme.Waker)"}
            consume:  ["com.acme.Loop#drive(*)"]
            offload:  ["com.acme.Loop#offload(*)"]
            blocking: ["com.acme.Net#readFully(*)"]
            """);
    assertEquals("acme", model.name());
    assertEquals("com.acme.Deferred", model.futures().get(0).type());
    assertTrue(model.futures().get(0).pending().get(0).isNull());
    assertEquals(2, model.methods().size());
    assertEquals("acme", model.blocking().get(0).reason().group());
  }

  @Test
  void pollMayBeAList() {
    ModelFile model =
        ModelReader.read(
            "a.yaml", "model: a\nfutures: [{type: a.F, poll: ['p(a.C)', 'q(a.C)'], waker: arg0}]");
    assertEquals(2, model.futures().get(0).polls().size());
  }

  @Test
  void nestedType_isWrittenWithADot() {
    ModelFile model = ModelReader.read("a.yaml", "model: a\nfutures: [{type: a.B.C, poll: 'p()'}]");
    assertEquals("a.B$C", model.futures().get(0).type());
  }

  @Test
  void brokenYaml_namesFileAndPlace() {
    String message = error("model: [");
    assertTrue(message.startsWith("acme.yaml: not YAML at line 1"), message);
  }

  @Test
  void emptyFile_isRefused() {
    assertTrue(error("").contains("acme.yaml: the file"));
  }

  @Test
  void missingName_isNamed() {
    assertTrue(error("futures: []").contains("\"model\" is missing"));
  }

  @Test
  void unknownKey_isNamedWithTheKnownOnes() {
    String message = error("model: a\nfuture: []");
    assertTrue(message.contains("\"future\" is not understood"), message);
    assertTrue(message.contains("futures"), message);
  }

  @Test
  void methodWithoutHash_isRefusedWithAnExample() {
    String message = error("model: a\nconsume: ['com.acme.Loop.drive']");
    assertTrue(message.contains("consume"), message);
    assertTrue(message.contains("Type#name(parameters)"), message);
  }

  @Test
  void methodWithoutParentheses_isRefused() {
    assertTrue(error("model: a\nconsume: ['com.acme.Loop#drive']").contains("name(parameters)"));
  }

  @Test
  void wakerThatIsNoArgument_isRefused() {
    assertTrue(
        error("model: a\nfutures: [{type: a.F, poll: 'p()', waker: first}]")
            .contains("write arg0"));
  }

  @Test
  void futureWithoutPoll_isRefused() {
    assertTrue(error("model: a\nfutures: [{type: a.F}]").contains("\"poll\" is missing"));
  }

  @Test
  void pendingOfUnknownForm_isRefused() {
    assertTrue(
        error("model: a\nfutures: [{type: a.F, poll: 'p()', pending: nothing}]")
            .contains("futures.pending: \"nothing\" is not understood"));
  }

  @Test
  void pendingFieldWithoutHash_isRefused() {
    assertTrue(
        error("model: a\nfutures: [{type: a.F, poll: 'p()', pending: {field: X}}]")
            .contains("write Type#FIELD"));
  }

  @Test
  void numberWhereTextBelongs_isRefused() {
    assertTrue(error("model: 3").contains("model: \"3\" is not understood"));
  }

  @Test
  void yamlThatAsksForAClass_isRefused() {
    assertTrue(error("model: !!java.net.URL [\"http://localhost\"]").contains("not YAML"));
  }

  @Test
  void unknownWeight_isRefused() {
    assertTrue(
        error("model: a\nblocking: [{weight: heavy, calls: ['a.B#c()']}]")
            .contains("write error, warning or info"));
  }

  @Test
  void fileThatIsNotThere_isNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> AsyncModel.load(List.of(Path.of("no-such-model.yaml"))))
            .getMessage();
    assertTrue(message.contains("no-such-model.yaml"), message);
  }
}
