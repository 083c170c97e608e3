package dev.pollux.benchmarks

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.runBlocking

/** Kotlin's channel. It knows no end of many producers: who receives knows how many values come. */
internal class KotlinChannels : ChannelPeer {
    private fun channel(capacity: Int) =
        Channel<Int>(if (capacity == ChannelPeer.UNBOUNDED) Channel.UNLIMITED else capacity)

    override fun create(capacity: Int): Any = channel(capacity)

    private suspend fun consume(channel: Channel<Int>, values: Int, batch: Int) {
        var left = values
        while (left > 0) {
            channel.receive()
            left--
            var more = batch - 1
            while (more > 0 && channel.tryReceive().isSuccess) {
                left--
                more--
            }
        }
    }

    private fun await(body: suspend () -> Unit) = runBlocking {
        val end = CompletableDeferred<Unit>()
        start {
            body()
            end.complete(Unit)
        }
        end.await()
    }

    override fun contended(producers: Int, each: Int, capacity: Int, batch: Int) {
        val channel = channel(capacity)
        repeat(producers) { start { repeat(each) { channel.send(it) } } }
        await { consume(channel, producers * each, batch) }
    }

    override fun uncontended(values: Int) {
        val channel = channel(values)
        await {
            repeat(values) { channel.send(it) }
            consume(channel, values, 1)
        }
    }

    override fun close() {}
}
