package dev.pollux.maven.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TerminalPageTest {

  @Test
  void page_isReadableWithoutMarkdown() {
    String page =
        """
        # BusyWake

        Wakes itself in `poll`, see [law 2](../laws.md#two).

        ## Example

        ```java
        cx.waker().wake();

        return Poll.pending();
        ```
        """;

    assertEquals(
        """
        BusyWake

        Wakes itself in `poll`, see law 2.

        EXAMPLE

            cx.waker().wake();

            return Poll.pending();""",
        TerminalPage.render(page).replace(System.lineSeparator(), "\n"));
  }
}
