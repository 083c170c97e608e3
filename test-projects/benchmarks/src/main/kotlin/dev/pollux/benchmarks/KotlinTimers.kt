@file:OptIn(DelicateCoroutinesApi::class)

package dev.pollux.benchmarks

import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** Kotlin's delay and withTimeout. */
internal class KotlinTimers : DriftPeer {
    override fun timeouts(tasks: Int, each: Int) {
        val left = CountDownLatch(tasks)
        repeat(tasks) {
            start {
                repeat(each) { withTimeout(SECOND) {} }
                left.countDown()
            }
        }
        left.await()
    }

    /** A delay is a coroutine's; undispatched, so that it begins at once. */
    override fun cancel(sleeps: Int) {
        val ended = CountDownLatch(sleeps)
        start {
            val all = List(sleeps) {
                GlobalScope.launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) {
                    try {
                        delay(SECOND)
                    } finally {
                        ended.countDown()
                    }
                }
            }
            for (sleep in all) sleep.cancel()
        }
        ended.await()
    }

    override fun sleepMillis(times: Int) = runBlocking { start { repeat(times) { delay(1) } }.join() }

    override fun yieldingLoad(load: Load, tasks: Int) {
        repeat(tasks) {
            start {
                while (!load.isStopped) yield()
                load.ended()
            }
        }
    }

    override fun close() {}

    private companion object {
        const val SECOND = 1_000L
    }
}
