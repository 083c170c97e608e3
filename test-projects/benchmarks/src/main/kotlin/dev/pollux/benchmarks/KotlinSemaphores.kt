package dev.pollux.benchmarks

import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.yield

/** Kotlin's semaphore. */
internal class KotlinSemaphores : SemaphorePeer {
    override fun acquireAndYield(permits: Int, tasks: Int, times: Int) {
        val semaphore = Semaphore(permits)
        val left = CountDownLatch(tasks)
        repeat(tasks) {
            start {
                repeat(times) {
                    semaphore.acquire()
                    yield()
                    semaphore.release()
                }
                left.countDown()
            }
        }
        left.await()
    }

    override fun close() {}
}
