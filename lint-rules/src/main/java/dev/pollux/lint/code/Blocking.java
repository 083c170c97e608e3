package dev.pollux.lint.code;

/**
 * Why a call may block the thread.
 *
 * @param group what kind of blocking: {@code sleep}, {@code wait}, {@code bridge}, {@code process},
 *     {@code jdbc}, {@code network}, {@code file}, {@code metadata}, {@code console}, {@code lock},
 *     or the name that a model file gives
 * @param weight {@code error}, {@code warning} or {@code info}
 * @param reason what the call does, as the end of a sentence that begins with it
 * @param instead what to do instead; empty when nothing better than an offload is known
 */
public record Blocking(String group, String weight, String reason, String instead) {}
