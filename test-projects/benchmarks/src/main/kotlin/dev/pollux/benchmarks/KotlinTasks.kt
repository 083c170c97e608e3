@file:OptIn(DelicateCoroutinesApi::class)

package dev.pollux.benchmarks

import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Starts a coroutine on the default dispatcher that no scope keeps a list of, as a detached task. */
internal fun start(body: suspend () -> Unit): Job = GlobalScope.launch(Dispatchers.Default) { body() }

/** kotlinx.coroutines on its default dispatcher. */
internal class KotlinTasks : BusyPeer {
    override fun spawn(body: Runnable) {
        start { body.run() }
    }

    override fun spawnManyLocal(tasks: Int) = runBlocking {
        val last = CompletableDeferred<Unit>()
        val left = Countdown(tasks) { last.complete(Unit) }
        repeat(tasks) { start { left.run() } }
        last.await()
    }

    override fun spawnManyFromTask(tasks: Int) {
        val left = CountDownLatch(tasks)
        start { repeat(tasks) { start { left.countDown() } } }
        left.await()
    }

    override fun spawnManyRemote(tasks: Int) {
        val handles = List(tasks) { start {} }
        runBlocking { for (handle in handles) handle.join() }
    }

    override fun pingPong(pairs: Int) {
        val left = CountDownLatch(pairs)
        repeat(pairs) {
            start {
                val ping = CompletableDeferred<Int>()
                val pong = CompletableDeferred<Int>()
                start { pong.complete(ping.await()) }
                ping.complete(1)
                pong.await()
                left.countDown()
            }
        }
        left.await()
    }

    override fun yieldMany(tasks: Int, yields: Int) {
        val left = CountDownLatch(tasks)
        repeat(tasks) {
            start {
                repeat(yields) { yield() }
                left.countDown()
            }
        }
        left.await()
    }

    override fun chainedSpawn(depth: Int) {
        val end = CountDownLatch(1)
        link(depth, end)
        end.await()
    }

    private fun link(left: Int, end: CountDownLatch) {
        start { if (left == 0) end.countDown() else link(left - 1, end) }
    }

    override fun yieldingLoad(load: Load, tasks: Int) {
        repeat(tasks) {
            start {
                while (!load.isStopped) {
                    Stall.once()
                    yield()
                }
                load.ended()
            }
        }
    }

    override fun respawningLoad(load: Load, tasks: Int) {
        repeat(tasks) { respawn(load) }
    }

    private fun respawn(load: Load) {
        start {
            Stall.once()
            if (load.isStopped) load.ended() else respawn(load)
        }
    }

    /** The dispatcher is the library's own, and goes on. */
    override fun close() {}
}
