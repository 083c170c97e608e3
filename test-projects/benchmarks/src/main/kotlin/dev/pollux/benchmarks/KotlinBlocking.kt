package dev.pollux.benchmarks

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Kotlin's dispatcher for what blocks. */
internal class KotlinBlocking : BlockingPeer {
    override fun batches(tasks: Int, batches: Int, jobs: Int) = runBlocking {
        repeat(tasks) {
            launch(Dispatchers.Default) {
                repeat(batches) { coroutineScope { repeat(jobs) { launch(Dispatchers.IO) {} } } }
            }
        }
    }

    override fun close() {}
}
