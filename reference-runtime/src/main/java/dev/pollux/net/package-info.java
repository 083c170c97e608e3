/**
 * Sockets: {@link dev.pollux.net.TcpListener} accepts connections, {@link dev.pollux.net.TcpStream}
 * is one. Their futures wait in the reactor of the runtime that polls them; none blocks a thread.
 *
 * <pre>{@code
 * TcpListener listener = TcpListener.bind(new InetSocketAddress("localhost", 0));
 * TcpStream stream = runtime.blockOn(TcpStream.connect(listener.localAddress()));
 * runtime.blockOn(stream.writeAll(StandardCharsets.UTF_8.encode("hello\n")));
 * }</pre>
 */
@NullMarked
package dev.pollux.net;

import org.jspecify.annotations.NullMarked;
